namespace Adjoint;

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// x with one number in place of the elements where the mask holds; x may be of any element type, and the number is taken in it.
        /// The gradient by replaced elements is 0 (PyTorch: <c>masked_fill</c>).
        /// </summary>
        /// <param name="mask">Truth values that broadcast to the shape of x.</param>
        /// <param name="value">The number.</param>
        /// <exception cref="ShapeException">The mask does not broadcast to the shape of x.</exception>
        /// <exception cref="DTypeException">The mask is not bool.</exception>
        public Tensor MaskedFill(Tensor mask, double value)
        {
            ArgumentNullException.ThrowIfNull(mask);
            if (Shape.Broadcast(x.Shape, mask.Shape, "masked_fill") != x.Shape)
            {
                throw new ShapeException("masked_fill", $"a mask of shape {mask.Shape} does not fit into {x.Shape}, "
                    + "which is to be the result's. Hint: Expand x first, or use Tensor.Where.");
            }
            return WhereOperation.Instance.Apply(mask, x.Constant(value), x);
        }
    }
}
