namespace Adjoint;

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// One-dimensional cross-correlation (PyTorch: <c>F.conv1d</c>): y[n, o, i] = bias[o] + sum over c, u of
        /// weight[o, c, u] x[n, c, i s + u d - p], zero outside the signal. Input [batch, channels, length], output length
        /// (L + 2p - d(k - 1) - 1)/s + 1. It is computed as the convolution of an image of height 1.
        /// </summary>
        /// <param name="weight">Kernels [out channels, in channels / groups, length].</param>
        /// <param name="bias">One number an output channel, or none.</param>
        /// <param name="stride">Step between windows.</param>
        /// <param name="padding">Zeros around the signal; <see cref="Padding.Same"/> for as many as keep its length.</param>
        /// <param name="dilation">Distance between the kernel's taps.</param>
        /// <param name="groups">Blocks of channels that do not see each other.</param>
        /// <exception cref="ShapeException">Channels or sizes do not fit, or the output would be too large.</exception>
        /// <exception cref="ArgumentException">Stride, dilation or groups are less than 1, padding is negative, or it is
        /// <see cref="Padding.Same"/> with another stride than 1.</exception>
        /// <exception cref="DTypeException">Element types differ or are not floats.</exception>
        public Tensor Conv1d(
            Tensor weight, Tensor? bias = null, int stride = 1, Padding padding = default, int dilation = 1, int groups = 1)
        {
            Check.Float("conv1d", x);
            var padded = PaddedInput.For("conv1d", x, weight, padding, [stride], [dilation], groups);
            ConvolutionShapes.Windows("conv1d", padded.Input.Shape, weight.Shape, [stride], padded.Padding, [dilation], groups);
            if (bias is not null) ConvolutionShapes.RequireBias("conv1d", x, bias, weight.Shape[0]);
            return padded.Input.Unsqueeze(2)
                .Conv2d(weight.Unsqueeze(2), bias, (1, stride), (0, padded.Padding[0]), (1, dilation), groups).Squeeze(2);
        }
    }
}
