namespace Adjoint;

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// The maximum of each window of [batch, channels, length] (PyTorch: <c>F.max_pool1d</c>); see <c>MaxPool2d</c>.
        /// </summary>
        /// <param name="kernelSize">Length of the window.</param>
        /// <param name="stride">Step between windows; the window's size if omitted.</param>
        /// <param name="padding">Border around the signal, at most half the window.</param>
        /// <param name="ceilMode">Also take a window that sticks out at the end.</param>
        /// <param name="dilation">Distance between the places of a window.</param>
        /// <exception cref="ShapeException">The input has not three dimensions, or the window does not fit.</exception>
        /// <exception cref="ArgumentException">A size is less than 1, or the padding is not between 0 and half the window.</exception>
        public Tensor MaxPool1d(int kernelSize, int? stride = null, int padding = 0, bool ceilMode = false, int dilation = 1)
        {
            var step = stride ?? kernelSize;
            PoolingShapes.Require("max_pool1d", x.Shape, [kernelSize], [step], [padding], [dilation], ceilMode);
            return x.Unsqueeze(2).MaxPool2d((1, kernelSize), (1, step), (0, padding), ceilMode, (1, dilation)).Squeeze(2);
        }
    }
}
