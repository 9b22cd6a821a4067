namespace Adjoint;

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// Maxima of [batch, channels, height, width] over as many windows as wanted, which share the image (PyTorch:
        /// <c>F.adaptive_max_pool2d</c>); see <c>AdaptiveAvgPool2d</c> for where they lie.
        /// </summary>
        /// <param name="outputSize">Height and width of the output.</param>
        /// <exception cref="ShapeException">The input has not four dimensions, or no elements in a plane.</exception>
        /// <exception cref="ArgumentException">An output size is less than 1.</exception>
        public Tensor AdaptiveMaxPool2d(Size2d outputSize)
        {
            PoolingShapes.RequireAdaptive("adaptive_max_pool2d", x.Shape, outputSize.ToArray());
            return new MaxPool2dOperation(new AdaptivePoolOptions(outputSize.Height, outputSize.Width)).Apply(x);
        }
    }
}
