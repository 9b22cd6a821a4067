namespace Adjoint;

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// Means of [batch, channels, length] over as many windows as wanted, which share the signal (PyTorch:
        /// <c>F.adaptive_avg_pool1d</c>); see <c>AdaptiveAvgPool2d</c>.
        /// </summary>
        /// <param name="outputSize">Length of the output.</param>
        /// <exception cref="ShapeException">The input has not three dimensions, or no length.</exception>
        /// <exception cref="ArgumentException">The output size is less than 1.</exception>
        public Tensor AdaptiveAvgPool1d(int outputSize)
        {
            PoolingShapes.RequireAdaptive("adaptive_avg_pool1d", x.Shape, [outputSize]);
            return x.Unsqueeze(2).AdaptiveAvgPool2d((1, outputSize)).Squeeze(2);
        }
    }
}
