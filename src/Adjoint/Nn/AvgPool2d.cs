namespace Adjoint.Nn;

/// <summary>The mean of each window of an image (CMU lecture 13; PyTorch: <c>nn.AvgPool2d</c>). Input [batch, channels, H, W].</summary>
public sealed partial class AvgPool2d : Module<Tensor, Tensor>, ILayerSamples
{
    private readonly int _kernelSize;
    private readonly int _stride;
    private readonly int _padding;
    private readonly bool _ceilMode;

    /// <summary>Makes the layer.</summary>
    /// <param name="kernelSize">Height and width of the window.</param>
    /// <param name="stride">Step between windows; the window's size if omitted.</param>
    /// <param name="padding">Border around the image, at most half the window.</param>
    /// <param name="ceilMode">Also take windows that stick out at the end.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1, or the padding is not between 0 and half the
    /// window.</exception>
    public AvgPool2d(int kernelSize, int? stride = null, int padding = 0, bool ceilMode = false)
    {
        LayerArgument.Window(kernelSize, stride ?? kernelSize, padding, nameof(AvgPool2d));
        (_kernelSize, _stride, _padding, _ceilMode) = (kernelSize, stride ?? kernelSize, padding, ceilMode);
    }

    /// <inheritdoc cref="ILayerSamples.Samples"/>
    public static IEnumerable<LayerSample> Samples =>
    [
        new(_ => new AvgPool2d(2), SampleInput.Distinct([2, 3, 4, 6])),
        new(_ => new AvgPool2d(3, stride: 2, padding: 1, ceilMode: true), SampleInput.Distinct([1, 2, 6, 5])),
    ];

    /// <inheritdoc/>
    protected internal override string Hyperparameters =>
        $"{_kernelSize}x{_kernelSize}" + (_stride == _kernelSize ? "" : $", stride {_stride}")
            + (_padding == 0 ? "" : $", padding {_padding}")
        + (_ceilMode ? ", ceil mode" : "");

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => input.AvgPool2d(_kernelSize, _stride, _padding, _ceilMode);
}
