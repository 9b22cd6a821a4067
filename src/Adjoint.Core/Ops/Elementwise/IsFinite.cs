namespace Adjoint;

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>True where x is neither infinite nor NaN; any element type (PyTorch: <c>torch.isfinite</c>).</summary>
        // x - x is 0 for finite numbers and NaN for all others.
        public Tensor IsFinite() => x.DType.IsFloat ? (x - x).Equal(0) : x.Equal(x);
    }
}
