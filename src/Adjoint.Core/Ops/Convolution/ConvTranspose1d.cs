namespace Adjoint;

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// The transpose of a one-dimensional convolution, which spreads each element over a window (PyTorch:
        /// <c>F.conv_transpose1d</c>); see <c>ConvTranspose2d</c>. Input [batch, in channels, length], output length
        /// (L - 1)s - 2p + d(k - 1) + 1 + output padding.
        /// </summary>
        /// <param name="weight">Kernels [in channels, out channels / groups, length].</param>
        /// <param name="bias">One number an output channel, or none.</param>
        /// <param name="stride">Step between the windows.</param>
        /// <param name="padding">Elements taken away from each side of the output.</param>
        /// <param name="outputPadding">Elements added to the end of the output, less than stride or dilation.</param>
        /// <param name="dilation">Distance between the kernel's taps.</param>
        /// <param name="groups">Blocks of channels that do not see each other.</param>
        /// <exception cref="ShapeException">Channels or sizes do not fit, or the output would be empty or too large.</exception>
        /// <exception cref="ArgumentException">Stride, dilation or groups are less than 1, padding is negative, or the output padding is
        /// not less than stride or dilation.</exception>
        /// <exception cref="DTypeException">Element types differ or are not floats.</exception>
        public Tensor ConvTranspose1d(Tensor weight, Tensor? bias = null, int stride = 1, int padding = 0, int outputPadding = 0,
            int dilation = 1, int groups = 1)
        {
            ArgumentNullException.ThrowIfNull(weight);
            return TransposedConvolution.Apply("conv_transpose1d", x, weight, bias, new([stride], [padding], [outputPadding], [dilation],
                groups));
        }
    }
}
