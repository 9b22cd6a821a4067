namespace Adjoint;

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>True where x or y is, element by element with broadcasting; bool (PyTorch: <c>torch.logical_or</c>).</summary>
        /// <exception cref="ShapeException">The shapes cannot be broadcast.</exception>
        /// <exception cref="DTypeException">One of them is not bool.</exception>
        public Tensor Or(Tensor y)
        {
            Check.Truths("or", x, y);
            return WhereOperation.Instance.Apply(x, x, y);
        }
    }

    extension(Tensor)
    {
        /// <summary>True where x or y is, element by element with broadcasting.</summary>
        public static Tensor operator |(Tensor x, Tensor y) => x.Or(y);
    }
}
