namespace Adjoint;

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// The norm of each window of [batch, channels, height, width], (sum of x^p)^(1/p): the sum at p = 1, L2 pooling at p = 2, and the
        /// maximum as p grows (PyTorch: <c>F.lp_pool2d</c>; Sermanet, Chintala and LeCun 2012). As in PyTorch, powers are taken of x, not
        /// of its magnitude; the derivative at a sum of 0 is 0; and a window that sticks out at the end counts as if its missing
        /// places held the mean of the others.
        /// </summary>
        /// <param name="normType">The exponent p, above 0.</param>
        /// <param name="kernelSize">Height and width of the window.</param>
        /// <param name="stride">Step between windows; the window's size if omitted.</param>
        /// <param name="ceilMode">Also take windows that stick out at the end.</param>
        /// <exception cref="ShapeException">The input has not four dimensions, or the window does not fit.</exception>
        /// <exception cref="ArgumentException">A size is less than 1, or p is not above 0.</exception>
        public Tensor LpPool2d(double normType, Size2d kernelSize, Size2d? stride = null, bool ceilMode = false)
        {
            Check.Float("lp_pool2d", x);
            Check.Positive(normType, "lp_pool2d");
            PoolingShapes.Require(
                "lp_pool2d", x.Shape, kernelSize.ToArray(), (stride ?? kernelSize).ToArray(), [0, 0], [1, 1], ceilMode);
            var sums = x.Pow(normType).AvgPool2d(kernelSize, stride, ceilMode: ceilMode) * ((double)kernelSize.Height * kernelSize.Width);
            return normType == 1 ? sums : sums.PowFlatAt0(1 / normType);
        }
    }
}
