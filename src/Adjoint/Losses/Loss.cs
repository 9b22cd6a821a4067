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
        if (prediction.ElementCount == 0 && Reduction == Reduction.Mean)
        {
            throw new ShapeException(GetType().Name, $"the mean over no examples does not exist: the prediction is {prediction.Type}.");
        }
        var losses = ComputeEach(prediction, target);
        return Reduction switch
        {
            Reduction.Mean => losses.Mean(),
            Reduction.Sum => losses.Sum(),
            _ => losses,
        };
    }

    /// <summary>The loss of each element or example.</summary>
    protected abstract Tensor ComputeEach(Tensor prediction, Tensor target);

    /// <summary>For losses that compare element by element: broadcasting here is nearly always a mistake.</summary>
    private protected void RequireEqualShapes(Tensor prediction, Tensor target)
    {
        if (prediction.Shape != target.Shape)
        {
            throw new ShapeException(GetType().Name,
                $"prediction and target must have one shape, and have {prediction.Shape} and {target.Shape}. "
                + "Hint: Reshape or Unsqueeze one of them; they are not broadcast here.");
        }
    }
}
