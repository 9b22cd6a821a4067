namespace Adjoint;

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// Means of [batch, channels, height, width] over as many windows as wanted, which share the image: window i goes from
        /// floor(i H/out) to ceil((i + 1) H/out), so that the output has one size for images of any (PyTorch:
        /// <c>F.adaptive_avg_pool2d</c>).
        /// </summary>
        /// <param name="outputSize">Height and width of the output.</param>
        /// <exception cref="ShapeException">The input has not four dimensions, or no elements in a plane.</exception>
        /// <exception cref="ArgumentException">An output size is less than 1.</exception>
        public Tensor AdaptiveAvgPool2d(Size2d outputSize)
        {
            PoolingShapes.RequireAdaptive("adaptive_avg_pool2d", x.Shape, outputSize.ToArray());
            return new AvgPool2dOperation(new AdaptivePoolOptions(outputSize.Height, outputSize.Width), countIncludePad: true).Apply(x);
        }
    }
}
