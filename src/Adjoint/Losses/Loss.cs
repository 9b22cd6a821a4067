namespace Adjoint.Losses;

/// <summary>Measures how far predictions are from targets. One file a loss.</summary>
public abstract class Loss(Reduction reduction)
{
    /// <summary>How the losses of the examples become one number.</summary>
    public Reduction Reduction { get; } = reduction;

    /// <summary>The loss of predictions against targets: a single number, unless the reduction is <see cref="Reduction.None"/>.</summary>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    /// <exception cref="DTypeException">The element types do not fit.</exception>
    public Tensor Compute(Tensor prediction, Tensor target)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(target);
        LossCheck.SomeExamples(GetType().Name, prediction, Reduction);
        var losses = ComputeEach(prediction, target);
        return Reduction == Reduction.Mean ? MeanOf(losses, prediction, target) : Reduction.Of(losses);
    }

    /// <summary>The loss of each element or example.</summary>
    protected abstract Tensor ComputeEach(Tensor prediction, Tensor target);

    /// <summary>The mean of the losses; a loss whose classes have weights divides by the weights instead of the number.</summary>
    private protected virtual Tensor MeanOf(Tensor losses, Tensor prediction, Tensor target) => losses.Mean();

    /// <summary>For losses that compare element by element: broadcasting here is nearly always a mistake.</summary>
    private protected void RequireEqualShapes(Tensor prediction, Tensor target) =>
        LossCheck.EqualShapes(GetType().Name, prediction, target);
}
