namespace Adjoint;

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// The mean of each window of [batch, channels, depth, height, width] (PyTorch: <c>F.avg_pool3d</c>).
        /// It is the mean of each slice, then the mean of these along the depth: the number of places is a product.
        /// </summary>
        /// <param name="kernelSize">Depth, height and width of the window.</param>
        /// <param name="stride">Step between windows; the window's size if omitted.</param>
        /// <param name="padding">Zeros around the volume, at most half the window; none if omitted.</param>
        /// <param name="ceilMode">Also take windows that stick out at the end.</param>
        /// <param name="countIncludePad">Divide by the number of all places of a window, padding included.</param>
        /// <exception cref="ShapeException">The input has not five dimensions, or the window does not fit.</exception>
        /// <exception cref="ArgumentException">A size is less than 1, or the padding is not between 0 and half the window.</exception>
        public Tensor AvgPool3d(Size3d kernelSize, Size3d? stride = null, Size3d? padding = null,
            bool ceilMode = false, bool countIncludePad = true)
        {
            var (step, around) = (stride ?? kernelSize, padding ?? 0);
            PoolingShapes.Require("avg_pool3d", x.Shape, kernelSize.ToArray(), step.ToArray(), around.ToArray(), [1, 1, 1], ceilMode);
            var (batch, channels, depth) = (x.Shape[0], x.Shape[1], x.Shape[2]);
            var slices = x.Reshape([batch, channels * depth, x.Shape[3], x.Shape[4]]).AvgPool2d((kernelSize.Height, kernelSize.Width),
                (step.Height, step.Width), (around.Height, around.Width), ceilMode, countIncludePad);
            var (height, width) = (slices.Shape[2], slices.Shape[3]);
            return slices.Reshape([batch, channels, depth, height * width])
                .AvgPool2d((kernelSize.Depth, 1), (step.Depth, 1), (around.Depth, 0), ceilMode, countIncludePad)
                .Reshape([batch, channels, -1, height, width]);
        }
    }
}
