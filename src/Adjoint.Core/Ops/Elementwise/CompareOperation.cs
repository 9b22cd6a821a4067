using Adjoint.Backends;

namespace Adjoint;

/// <summary>Compares two tensors of one element type, element by element with broadcasting; truth values, without a gradient.</summary>
internal abstract class CompareOperation(Comparison comparison) : Operation
{
    internal Comparison Comparison => comparison;

    protected internal sealed override Saved Saves => Saved.None;

    protected internal sealed override bool IsDifferentiable => false;

    protected internal sealed override string WhyNotDifferentiable => "its result is a truth value and has no derivative";

    /// <summary>
    /// Compares with one number. A number that x's integer type cannot hold, such as 2.5, is not rounded: the comparison is then made in
    /// double precision.
    /// </summary>
    public Tensor Apply(Tensor x, double y)
    {
        if (x.DType.IsFloat || Holds(x.DType, y)) return Apply(x, x.Constant(y));
        var wide = x.To(DType.Float64);
        return Apply(wide, wide.Constant(y));
    }

    protected internal sealed override TensorType Infer(ReadOnlySpan<Tensor> inputs)
    {
        Check.Count(this, inputs, 2);
        Check.SameDType(this, inputs[0], inputs[1]);
        return new TensorType(Shape.Broadcast(inputs[0].Shape, inputs[1].Shape, Name), DType.Bool);
    }

    protected internal sealed override Tensor Forward(ReadOnlySpan<Tensor> inputs)
    {
        var type = Infer(inputs);
        var result = inputs[0].NewUninitialized(type.Shape, type.DType);
        result.Backend.Compare(comparison, inputs[0], inputs[1], result);
        return result;
    }

    protected internal sealed override Tensor? Vjp(int input, Tensor gradient, SavedValues saved) => null;

    private static bool Holds(DType dtype, double value) => double.IsInteger(value) && dtype switch
    {
        DType.Int64 => value is >= long.MinValue and < -(double)long.MinValue,
        DType.UInt8 => value is >= 0 and <= 255,
        _ => value is 0 or 1,
    };
}
