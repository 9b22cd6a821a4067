namespace Adjoint;

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// The maximum of each window of [batch, channels, depth, height, width] (PyTorch: <c>F.max_pool3d</c>).
        /// The first of equal maxima, depth by depth and row by row, gets the gradient: the maximum of each slice, then the greatest of
        /// these.
        /// </summary>
        /// <param name="kernelSize">Depth, height and width of the window.</param>
        /// <param name="stride">Step between windows; the window's size if omitted.</param>
        /// <param name="padding">Border around the volume, at most half the window; none if omitted.</param>
        /// <param name="ceilMode">Also take windows that stick out at the end.</param>
        /// <param name="dilation">Distance between the places of a window; 1 if omitted.</param>
        /// <exception cref="ShapeException">The input has not five dimensions, or the window does not fit.</exception>
        /// <exception cref="ArgumentException">A size is less than 1, or the padding is not between 0 and half the window.</exception>
        public Tensor MaxPool3d(Size3d kernelSize, Size3d? stride = null, Size3d? padding = null,
            bool ceilMode = false, Size3d? dilation = null)
        {
            var (step, around, spread) = (stride ?? kernelSize, padding ?? 0, dilation ?? 1);
            PoolingShapes.Require("max_pool3d", x.Shape, kernelSize.ToArray(), step.ToArray(), around.ToArray(), spread.ToArray(), ceilMode);
            var (batch, channels, depth) = (x.Shape[0], x.Shape[1], x.Shape[2]);
            var slices = x.Reshape([batch, channels * depth, x.Shape[3], x.Shape[4]]).MaxPool2d((kernelSize.Height, kernelSize.Width),
                (step.Height, step.Width), (around.Height, around.Width), ceilMode, (spread.Height, spread.Width));
            var (height, width) = (slices.Shape[2], slices.Shape[3]);
            return slices.Reshape([batch, channels, depth, height * width])
                .MaxPool2d((kernelSize.Depth, 1), (step.Depth, 1), (around.Depth, 0), ceilMode, (spread.Depth, 1))
                .Reshape([batch, channels, -1, height, width]);
        }
    }
}
