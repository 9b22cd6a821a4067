namespace Adjoint;

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>True where x is not a number, which only floats can be; any element type (PyTorch: <c>torch.isnan</c>).</summary>
        public Tensor IsNaN() => x.NotEqual(x);
    }
}
