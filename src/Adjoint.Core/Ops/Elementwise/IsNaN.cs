namespace Adjoint;

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>True where x is not a number; any element type, though only floats have such elements (PyTorch: <c>torch.isnan</c>).</summary>
        public Tensor IsNaN() => x.NotEqual(x);
    }
}
