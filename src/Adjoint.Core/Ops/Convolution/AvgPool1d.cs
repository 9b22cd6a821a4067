namespace Adjoint;

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>The mean of each window of [batch, channels, length] (PyTorch: <c>F.avg_pool1d</c>).</summary>
        /// <param name="kernelSize">Length of the window.</param>
        /// <param name="stride">Step between windows; the window's size if omitted.</param>
        /// <param name="padding">Zeros around the signal, at most half the window.</param>
        /// <param name="ceilMode">Also take a window that sticks out at the end.</param>
        /// <param name="countIncludePad">Divide by the number of all places of a window, padding included.</param>
        /// <exception cref="ShapeException">The input has not three dimensions, or the window does not fit.</exception>
        /// <exception cref="ArgumentException">A size is less than 1, or the padding is not between 0 and half the window.</exception>
        public Tensor AvgPool1d(int kernelSize, int? stride = null, int padding = 0, bool ceilMode = false, bool countIncludePad = true)
        {
            var step = stride ?? kernelSize;
            PoolingShapes.Require("avg_pool1d", x.Shape, [kernelSize], [step], [padding], [1], ceilMode);
            return x.Unsqueeze(2).AvgPool2d((1, kernelSize), (1, step), (0, padding), ceilMode, countIncludePad).Squeeze(2);
        }
    }
}
