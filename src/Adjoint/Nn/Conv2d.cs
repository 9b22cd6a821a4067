namespace Adjoint.Nn;

/// <summary>
/// Two-dimensional convolution with learned kernels (CMU lecture 13; PyTorch: <c>nn.Conv2d</c>; see <c>Tensor.Conv2d</c> for the equation).
/// Input [batch, in channels, H, W], output [batch, out channels, (H + 2p - d(k - 1) - 1)/s + 1, ...].
/// </summary>
public sealed partial class Conv2d : Module<Tensor, Tensor>, ILayerSamples
{
    private readonly int _stride;
    private readonly int _padding;
    private readonly int _dilation;
    private readonly int _groups;

    /// <summary>Makes the layer and draws its first values.</summary>
    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="outChannels">Channels of the output: the number of kernels.</param>
    /// <param name="kernelSize">Height and width of a kernel.</param>
    /// <param name="stride">Step between windows.</param>
    /// <param name="padding">Zeros around the image.</param>
    /// <param name="dilation">Distance between the kernel's taps.</param>
    /// <param name="groups">Blocks of channels that do not see each other.</param>
    /// <param name="bias">False to leave the bias out.</param>
    /// <param name="generator">Randomness for the first values; <see cref="Generator.Default"/> if omitted.</param>
    /// <param name="weightInitializer">First values of the kernels; <see cref="FanInUniform"/> if omitted.</param>
    /// <param name="biasInitializer">First values of the bias; <see cref="FanInUniform"/> with the kernels' fan-in if omitted.</param>
    /// <param name="dtype">float32 or float64.</param>
    /// <exception cref="ArgumentException">A size is less than 1, padding is negative, or the channels do not divide into the
    /// groups.</exception>
    public Conv2d(int inChannels, int outChannels, int kernelSize, int stride = 1, int padding = 0, int dilation = 1, int groups = 1,
        bool bias = true, Generator? generator = null, Initializer? weightInitializer = null, Initializer? biasInitializer = null,
        DType dtype = DType.Float32)
    {
        LayerArgument.AtLeast(1, inChannels, nameof(Conv2d));
        LayerArgument.AtLeast(1, outChannels, nameof(Conv2d));
        LayerArgument.AtLeast(1, kernelSize, nameof(Conv2d));
        LayerArgument.AtLeast(1, stride, nameof(Conv2d));
        LayerArgument.AtLeast(0, padding, nameof(Conv2d));
        LayerArgument.AtLeast(1, dilation, nameof(Conv2d));
        LayerArgument.AtLeast(1, groups, nameof(Conv2d));
        if (inChannels % groups != 0 || outChannels % groups != 0)
        {
            throw new ArgumentException($"Conv2d: {inChannels} input and {outChannels} output channels do not both divide into {groups} "
                + "groups.", nameof(groups));
        }
        generator ??= Generator.Default;
        (_stride, _padding, _dilation, _groups) = (stride, padding, dilation, groups);
        Shape shape = [outChannels, inChannels / groups, kernelSize, kernelSize];
        Weight = new Parameter((weightInitializer ?? new FanInUniform()).Create(shape, generator, dtype));
        var fanIn = shape.ElementCount / outChannels;
        if (bias) Bias = new Parameter((biasInitializer ?? new FanInUniform(fanIn)).Create([outChannels], generator, dtype));
    }

    /// <inheritdoc cref="ILayerSamples.Samples"/>
    public static IEnumerable<LayerSample> Samples =>
    [
        new(generator => new Conv2d(2, 3, 3, padding: 1, generator: generator, dtype: DType.Float64), SampleInput.Real([2, 2, 5, 4])),
        new(generator => new Conv2d(4, 2, 2, stride: 2, dilation: 2, groups: 2, bias: false, generator: generator, dtype: DType.Float64),
            SampleInput.Real([1, 4, 6, 7])),
    ];

    /// <summary>The kernels, [out channels, in channels / groups, height, width].</summary>
    public Parameter Weight { get; }

    /// <summary>One number an output channel; null if left out.</summary>
    public Parameter? Bias { get; }

    /// <inheritdoc/>
    protected internal override string Hyperparameters =>
        $"{Weight.Shape[1] * _groups} -> {Weight.Shape[0]}, kernel {Weight.Shape[2]}x{Weight.Shape[3]}"
        + (_stride == 1 ? "" : $", stride {_stride}") + (_padding == 0 ? "" : $", padding {_padding}")
        + (_dilation == 1 ? "" : $", dilation {_dilation}") + (_groups == 1 ? "" : $", groups {_groups}")
            + (Bias is null ? ", no bias" : "");

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => input.Conv2d(Weight, Bias?.Value, _stride, _padding, _dilation, _groups);
}
