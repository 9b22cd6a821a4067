namespace Adjoint;

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>True where both x and y are, element by element with broadcasting; bool (PyTorch: <c>torch.logical_and</c>).</summary>
        /// <exception cref="ShapeException">The shapes cannot be broadcast.</exception>
        /// <exception cref="DTypeException">One of them is not bool.</exception>
        public Tensor And(Tensor y)
        {
            Check.Truths("and", x, y);
            return WhereOperation.Instance.Apply(x, y, x);
        }
    }

    extension(Tensor)
    {
        /// <summary>True where both x and y are, element by element with broadcasting.</summary>
        public static Tensor operator &(Tensor x, Tensor y) => x.And(y);
    }
}
