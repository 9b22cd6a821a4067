namespace Adjoint.Nn;

/// <summary>
/// Two-dimensional convolution with learned kernels (CMU lecture 13; PyTorch: <c>nn.Conv2d</c>; see <c>Tensor.Conv2d</c> for the equation).
/// Input [batch, in channels, H, W], output [batch, out channels, (H + 2p - d(k - 1) - 1)/s + 1, ...].
/// </summary>
public sealed partial class Conv2d : ConvolutionLayer, ILayerSamples
{
    /// <summary>Makes the layer and draws its first values.</summary>
    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="outChannels">Channels of the output: the number of kernels.</param>
    /// <param name="kernelSize">Height and width of a kernel.</param>
    /// <param name="stride">Step between windows; 1 if omitted.</param>
    /// <param name="padding">What is added around the image; <see cref="Padding.Same"/> for as much as keeps its size.</param>
    /// <param name="dilation">Distance between the kernel's taps; 1 if omitted.</param>
    /// <param name="groups">Blocks of channels that do not see each other; as many as channels make a depthwise convolution.</param>
    /// <param name="bias">False to leave the bias out.</param>
    /// <param name="generator">Randomness for the first values; <see cref="Generator.Default"/> if omitted.</param>
    /// <param name="weightInitializer">First values of the kernels; <see cref="FanInUniform"/> if omitted.</param>
    /// <param name="biasInitializer">First values of the bias; <see cref="FanInUniform"/> with the kernels' fan-in if omitted.</param>
    /// <param name="dtype">float32 or float64.</param>
    /// <param name="paddingMode">What the padding holds.</param>
    /// <exception cref="ArgumentException">A size is less than 1, padding is negative, or is <see cref="Padding.Same"/> with another
    /// stride than 1, or the channels do not divide into the groups.</exception>
    public Conv2d(int inChannels, int outChannels, Size2d kernelSize, Size2d? stride = null, Padding padding = default, Size2d? dilation = null,
        int groups = 1, bool bias = true, Generator? generator = null, Initializer? weightInitializer = null,
        Initializer? biasInitializer = null, DType dtype = DType.Float32, PaddingMode paddingMode = PaddingMode.Zeros)
        : base(new ConvolutionSizes(inChannels, outChannels, Numbers(kernelSize), Numbers(stride ?? 1), padding, Numbers(dilation ?? 1), groups, paddingMode),
            bias, generator, weightInitializer, biasInitializer, dtype)
    {
    }

    /// <inheritdoc cref="ILayerSamples.Samples"/>
    public static IEnumerable<LayerSample> Samples =>
    [
        new(generator => new Conv2d(2, 3, 3, padding: 1, generator: generator, dtype: DType.Float64), SampleInput.Real([2, 2, 5, 4])),
        new(generator => new Conv2d(4, 2, 2, stride: 2, dilation: 2, groups: 2, bias: false, generator: generator, dtype: DType.Float64),
            SampleInput.Real([1, 4, 6, 7])),
        new(generator => new Conv2d(1, 2, (2, 3), padding: Padding.Same, paddingMode: PaddingMode.Circular, generator: generator, dtype: DType.Float64),
            SampleInput.Real([1, 1, 4, 4])),
        new(generator => new Conv2d(2, 1, 3, stride: (2, 1), padding: (1, 2), paddingMode: PaddingMode.Replicate, generator: generator,
            dtype: DType.Float64), SampleInput.Real([1, 2, 4, 3])),
    ];

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) =>
        Padded(input).Conv2d(Weight, Bias?.Value, (Stride[0], Stride[1]), UnpaddedRest, (Dilation[0], Dilation[1]), Groups);

    /// <summary>
    /// The layer and the ReLU that follows it in one pass. For inference: nothing may be recorded or captured, which would show one
    /// module doing the work of two.
    /// </summary>
    internal Tensor ForwardRelu(Tensor input)
    {
        using var scope = ModuleScope.Enter(RunningPath);
        return Padded(input).Conv2dRelu(Weight, Bias?.Value, (Stride[0], Stride[1]), UnpaddedRest, (Dilation[0], Dilation[1]), Groups);
    }

    /// <summary>Whether modules may be run as one: neither a graph nor a capture would see it.</summary>
    internal static bool MayFuse => NoGrad.IsActive && !ModuleCapture.IsActive;

    private static int[] Numbers(Size2d size) => [size.Height, size.Width];
}
