namespace Adjoint;

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// Three-dimensional cross-correlation (PyTorch: <c>F.conv3d</c>): y[n, o, h, i, j] = bias[o] + sum over c, t, u, v of
        /// weight[o, c, t, u, v] x[n, c, h s + t d - p, i s + u d - p, j s + v d - p], zero outside the volume. Input
        /// [batch, channels, depth, height, width]; each output size is (H + 2p - d(k - 1) - 1)/s + 1. The slices under one position of
        /// the kernel along the depth become channels of an image, and all positions one batch of images, so that the two-dimensional
        /// kernels do the work.
        /// </summary>
        /// <param name="weight">Kernels [out channels, in channels / groups, depth, height, width].</param>
        /// <param name="bias">One number an output channel, or none.</param>
        /// <param name="stride">Step between windows; 1 if omitted.</param>
        /// <param name="padding">Zeros around the volume; <see cref="Padding.Same"/> for as many as keep its size.</param>
        /// <param name="dilation">Distance between the kernel's taps; 1 if omitted.</param>
        /// <param name="groups">Blocks of channels that do not see each other.</param>
        /// <exception cref="ShapeException">Channels or sizes do not fit, or the output would be too large.</exception>
        /// <exception cref="ArgumentException">Stride, dilation or groups are less than 1, padding is negative, or it is
        /// <see cref="Padding.Same"/> with another stride than 1.</exception>
        /// <exception cref="DTypeException">Element types differ or are not floats.</exception>
        public Tensor Conv3d(Tensor weight, Tensor? bias = null, Size3d? stride = null, Padding padding = default,
            Size3d? dilation = null, int groups = 1)
        {
            Check.Float("conv3d", x);
            var (step, spread) = (stride ?? 1, dilation ?? 1);
            var (input, around) = PaddedInput.For("conv3d", x, weight, padding, step.ToArray(), spread.ToArray(), groups);
            var windows = ConvolutionShapes.Windows(
                "conv3d", input.Shape, weight.Shape, step.ToArray(), around, spread.ToArray(), groups);
            if (bias is not null) ConvolutionShapes.RequireBias("conv3d", x, bias, weight.Shape[0]);
            if (around[0] > 0) input = input.Pad([(0, 0), (0, 0), (around[0], around[0]), (0, 0), (0, 0)]);
            var images = DepthWindows(input, windows[0], weight.Shape[2], step.Depth, spread.Depth);
            var kernels = weight.Reshape([weight.Shape[0], weight.Shape[1] * weight.Shape[2], weight.Shape[3], weight.Shape[4]]);
            var output = images.Conv2d(
                kernels, bias, (step.Height, step.Width), (around[1], around[2]), (spread.Height, spread.Width), groups);
            return output.Reshape([x.Shape[0], windows[0], weight.Shape[0], windows[1], windows[2]]).Permute(0, 2, 1, 3, 4);
        }
    }

    // [N, C, D, H, W] to images [N * windows, C * taps, H, W]: the taps of a channel stay together, as they do in the weight, so that
    // groups of channels stay groups.
    private static Tensor DepthWindows(Tensor x, int windows, int taps, int stride, int dilation)
    {
        var slices = new Tensor[taps];
        for (var tap = 0; tap < taps; tap++)
        {
            var last = tap * dilation + (windows - 1) * stride;
            slices[tap] = x[.., .., ((tap * dilation)..(last + 1), stride)].Permute(0, 2, 1, 3, 4);
        }
        return Tensor.Stack(slices, 3).Reshape([x.Shape[0] * windows, x.Shape[1] * taps, x.Shape[3], x.Shape[4]]);
    }
}
