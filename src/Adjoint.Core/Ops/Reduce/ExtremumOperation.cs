using Adjoint.Backends;

namespace Adjoint;

/// <summary>The greatest or least element; its gradient is shared evenly among all elements that equal it.</summary>
internal abstract class ExtremumOperation(Reduction reduction, bool[] reduced, bool keepDim) : ReduceOperation(reduced, keepDim)
{
    protected internal sealed override Saved Saves => Saved.Input0 | Saved.Output;

    private protected sealed override Reduction Reduction => reduction;

    protected sealed override Tensor Gradient(Tensor gradient, SavedValues saved)
    {
        var x = saved.Input(0);
        var holds = x.Equal(saved.Output.Reshape(gradient.Shape)).To(x.DType);
        return gradient / holds.SumTo(gradient.Shape) * holds;
    }
}
