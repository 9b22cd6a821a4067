namespace Adjoint;

internal static class DenseExtensions
{
    extension(Tensor x)
    {
        /// <summary>The values row-major without gaps, for kernels that need them so; not recorded.</summary>
        public Tensor Dense()
        {
            if (x.IsContiguous) return x;
            var dense = x.NewUninitialized(x.Shape);
            x.Backend.Copy(x, dense);
            return dense;
        }
    }
}
