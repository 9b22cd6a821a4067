namespace Adjoint;

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// The transpose of a two-dimensional convolution, which spreads each element over a window (PyTorch:
        /// <c>F.conv_transpose2d</c>; Dumoulin and Visin 2016, "A guide to convolution arithmetic"): y[n, o, i s + u d - p, j s + v d - p]
        /// gathers weight[c, o, u, v] x[n, c, i, j] over c, i, j, u, v, plus bias[o]. It is the gradient of <c>Conv2d</c> by its input. Input
        /// [batch, in channels, height, width]; each output size is (H - 1)s - 2p + d(k - 1) + 1 + output padding.
        /// </summary>
        /// <param name="weight">Kernels [in channels, out channels / groups, height, width].</param>
        /// <param name="bias">One number an output channel, or none.</param>
        /// <param name="stride">Step between the windows; 1 if omitted.</param>
        /// <param name="padding">Rows and columns taken away from each side of the output; none if omitted.</param>
        /// <param name="outputPadding">Rows and columns added to the end of the output, less than stride or dilation: it chooses one
        /// of the sizes whose convolution has the input's size.</param>
        /// <param name="dilation">Distance between the kernel's taps; 1 if omitted.</param>
        /// <param name="groups">Blocks of channels that do not see each other.</param>
        /// <exception cref="ShapeException">Channels or sizes do not fit, or the output would be empty or too large.</exception>
        /// <exception cref="ArgumentException">Stride, dilation or groups are less than 1, padding is negative, or the output padding is
        /// not less than stride or dilation.</exception>
        /// <exception cref="DTypeException">Element types differ or are not floats.</exception>
        public Tensor ConvTranspose2d(Tensor weight, Tensor? bias = null, Size2d? stride = null, Size2d? padding = null,
            Size2d? outputPadding = null, Size2d? dilation = null, int groups = 1)
        {
            ArgumentNullException.ThrowIfNull(weight);
            var (step, around, extra, spread) = (stride ?? 1, padding ?? 0, outputPadding ?? 0, dilation ?? 1);
            return TransposedConvolution.Apply("conv_transpose2d", x, weight, bias,
                new(step.ToArray(), around.ToArray(), extra.ToArray(), spread.ToArray(), groups));
        }
    }
}
