namespace Adjoint;

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>True where x is false; bool (PyTorch: <c>torch.logical_not</c>).</summary>
        /// <exception cref="DTypeException">x is not bool.</exception>
        public Tensor Not()
        {
            Check.Truths("not", x);
            return x.Equal(0);
        }
    }

    extension(Tensor)
    {
        /// <summary>True where x is false.</summary>
        public static Tensor operator !(Tensor x) => x.Not();
    }
}
