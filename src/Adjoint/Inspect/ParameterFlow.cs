using Adjoint.Nn;

namespace Adjoint.Inspect;

/// <summary>The gradient of one parameter; see <see cref="GradientFlow"/>.</summary>
/// <param name="Path">The parameter's path, such as <c>layers.0.weight</c>.</param>
/// <param name="Shape">Its sizes.</param>
/// <param name="WeightNorm">The root of the sum of its squares.</param>
/// <param name="GradientNorm">The same of its gradient; NaN without one.</param>
/// <param name="ZeroShare">The share of zeros in its gradient; NaN without one.</param>
/// <param name="DeadUnits">For weights [units, ...], the share of units whose whole gradient is 0: in a layer before a ReLU, those that no
/// example of the batch switched on. Null for other parameters, and for the table of an <see cref="Embedding"/>, whose rows without
/// gradient are those that the batch did not look up.</param>
public sealed record ParameterFlow(
    string Path, Shape Shape, double WeightNorm, double GradientNorm, double ZeroShare, double? DeadUnits)
{
    /// <summary>The path of the module that owns the parameter; empty for the model itself.</summary>
    public string Layer => Path.LastIndexOf('.') is >= 0 and var dot ? Path[..dot] : "";

    /// <summary>Whether it has two or more dimensions, as weights of layers have; biases and scales have one.</summary>
    public bool IsWeight => Shape.Rank > 1;

    /// <summary>Whether a backward pass has reached it.</summary>
    public bool HasGradient { get; init; } = true;

    /// <summary>Whether it is not to be trained.</summary>
    public bool IsFrozen { get; init; }

    /// <summary>What becomes of the gradient on its way here; always steady for parameters that are no weights.</summary>
    public SignalTrend Trend { get; init; }

    /// <summary>The norm of what a step changed; null if none was measured.</summary>
    public double? UpdateNorm { get; init; }

    /// <summary>The gradient's norm beside the parameter's.</summary>
    public double GradientToWeight => GradientNorm / WeightNorm;

    /// <summary>The update's norm beside the parameter's; about 0.001 in healthy training.</summary>
    public double? UpdateToWeight => UpdateNorm / WeightNorm;

    internal static ParameterFlow Measure(string path, Parameter parameter, bool hasUnits)
    {
        var norm = NormOf(parameter.Value.Detach());
        if (parameter.Grad is not { } gradient)
        {
            return new ParameterFlow(path, parameter.Shape, norm, double.NaN, double.NaN, null)
            {
                HasGradient = false,
                IsFrozen = !parameter.RequiresGrad,
            };
        }
        var isZero = gradient.Detach().Equal(0).To(DType.Float64);
        double? dead = hasUnits && parameter.Shape.Rank > 1 ? isZero.Flatten(1).Mean(1).Equal(1).To(DType.Float64).Mean().Item() : null;
        return new ParameterFlow(path, parameter.Shape, norm, NormOf(gradient.Detach()), isZero.Mean().Item(), dead);
    }

    internal static double NormOf(Tensor values) => values.To(DType.Float64).Square().Sum().Sqrt().Item();
}
