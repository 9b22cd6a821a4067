using Adjoint.Backends;

namespace Adjoint;

/// <summary>Where along a dimension the greatest or least element stands: int64, without a gradient.</summary>
internal abstract class PositionOperation(Reduction reduction, int dim, bool keepDim) : Operation
{
    public sealed override IEnumerable<KeyValuePair<string, object>> Attributes => [new("dim", dim), new("keepDim", keepDim)];

    protected internal sealed override Saved Saves => Saved.None;

    protected internal sealed override bool IsDifferentiable => false;

    protected internal sealed override string WhyNotDifferentiable => "its result is a position and has no derivative";

    protected internal sealed override TensorType Infer(ReadOnlySpan<Tensor> inputs)
    {
        Check.Count(this, inputs, 1);
        var x = inputs[0];
        Check.FloatOrInt64(this, x);
        if (dim >= x.Rank) throw new ShapeException(Name, $"dim {dim} does not exist in shape {x.Shape}.");
        Span<bool> reduced = stackalloc bool[x.Rank];
        reduced[dim] = true;
        var shape = ReduceOperation.Fold(x.Shape, reduced, keepDim);
        if (x.Shape[dim] == 0 && shape.ElementCount > 0)
        {
            throw new ShapeException(Name, $"there is no position among no elements: shape {x.Shape} has none along dim {dim}.");
        }
        return new TensorType(shape, DType.Int64);
    }

    protected internal sealed override Tensor Forward(ReadOnlySpan<Tensor> inputs)
    {
        var type = Infer(inputs);
        var result = inputs[0].NewUninitialized(type.Shape, type.DType);
        inputs[0].Backend.ArgReduce(reduction, inputs[0], dim, result);
        return result;
    }

    protected internal sealed override Tensor? Vjp(int input, Tensor gradient, SavedValues saved) => null;
}
