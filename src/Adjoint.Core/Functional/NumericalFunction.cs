using Adjoint.Autodiff;

namespace Adjoint;

/// <summary>The derivatives of a function from differences, in the element types of its arguments.</summary>
internal sealed class NumericalFunction(string caller, Func<Tensor[], Tensor> f)
{
    public Tensor[] Gradients(Tensor[] x) => Each(x, NumericalDerivative.Gradient(f, Plain(x), DifferenceMethod.Richardson));

    public Tensor[] Jacobians(Tensor[] x) => Each(x, NumericalDerivative.Jacobian(f, Plain(x), DifferenceMethod.Richardson));

    /// <summary>The derivative of t -> f(x + t v) at 0, of any order, in the result's shape.</summary>
    public Tensor Along(Tensor x, Tensor direction, int order = 1)
    {
        Tangent.RequireDirections(caller, [x], [direction]);
        if (direction.RequiresGrad && !NoGrad.IsActive) throw NotRecorded();
        var (start, step) = (Plain([x])[0].To(DType.Float64), direction.Detach().To(DType.Float64));
        using var noGrad = NoGrad.Begin();
        var shape = f([start]).Shape;
        var line = new DifferencePoint(t => f([start + step * t[0]]).To(DType.Float64).ToArray<double>(), [0], DifferenceMethod.Richardson, null);
        return Tensor.From<double>(line.Derivative(0, order).Value, shape).To(x.DType);
    }

    // A result that is not recorded would be taken for a constant by an outer derivative, and its share of that be lost without a word.
    private Tensor[] Plain(Tensor[] x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (!NoGrad.IsActive && (x.Any(argument => argument.RequiresGrad) || f([.. x]).RequiresGrad))
        {
            throw NotRecorded();
        }
        return x;
    }

    private GradientException NotRecorded() => new($"{caller}: differences of values are not recorded, and a gradient is wanted by the point "
        + "they are taken at, or by what the function takes from elsewhere. Hint: let the numerical derivative be the outermost one, or compute "
        + "it inside NoGrad.");

    private static Tensor[] Each(Tensor[] x, NumericalResult<Tensor>[] results) =>
        [.. results.Select((result, i) => result.Value.To(x[i].DType))];
}
