namespace Adjoint;

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// The mean of each channel of [batch, channels, height, width], as [batch, channels, 1, 1] (Lin, Chen and Yan 2013, "Network in
        /// network"; PyTorch: <c>F.adaptive_avg_pool2d(x, 1)</c>).
        /// </summary>
        /// <exception cref="ShapeException">The input has not four dimensions, or no elements in a plane.</exception>
        public Tensor GlobalAvgPool2d() => x.AdaptiveAvgPool2d(1);

        /// <summary>
        /// The greatest element of each channel of [batch, channels, height, width], as [batch, channels, 1, 1] (PyTorch:
        /// <c>F.adaptive_max_pool2d(x, 1)</c>).
        /// </summary>
        /// <exception cref="ShapeException">The input has not four dimensions, or no elements in a plane.</exception>
        public Tensor GlobalMaxPool2d() => x.AdaptiveMaxPool2d(1);
    }
}
