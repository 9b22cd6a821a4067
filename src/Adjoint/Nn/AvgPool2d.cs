namespace Adjoint.Nn;

/// <summary>The mean of each window of an image (CMU lecture 13; PyTorch: <c>nn.AvgPool2d</c>). Input [batch, channels, H, W].</summary>
public sealed partial class AvgPool2d : PoolingLayer, ILayerSamples
{
    private readonly bool _countIncludePad;

    /// <summary>Makes the layer.</summary>
    /// <param name="kernelSize">Height and width of the window.</param>
    /// <param name="stride">Step between windows; the window's size if omitted. A smaller one makes windows overlap.</param>
    /// <param name="padding">Border around the image, at most half the window.</param>
    /// <param name="ceilMode">Also take windows that stick out at the end.</param>
    /// <param name="countIncludePad">Divide by the number of all places of a window, padding included, rather than by those in the
    /// input.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1, or the padding is not between 0 and half the
    /// window.</exception>
    public AvgPool2d(Size2d kernelSize, Size2d? stride = null, Size2d? padding = null, bool ceilMode = false,
        bool countIncludePad = true)
        : base(new PoolingSizes(Numbers(kernelSize), Numbers(stride ?? kernelSize), Numbers(padding ?? 0), Numbers(1), ceilMode))
        => _countIncludePad = countIncludePad;

    /// <inheritdoc cref="ILayerSamples.Samples"/>
    public static IEnumerable<LayerSample> Samples =>
    [
        new(_ => new AvgPool2d(2), SampleInput.Distinct([2, 3, 4, 6])),
        new(_ => new AvgPool2d(3, stride: 2, padding: 1, ceilMode: true), SampleInput.Distinct([1, 2, 6, 5])),
        new(_ => new AvgPool2d((2, 3), stride: (1, 2), countIncludePad: false), SampleInput.Distinct([1, 1, 5, 6])),
    ];

    /// <inheritdoc/>
    protected internal override string Hyperparameters => base.Hyperparameters + (_countIncludePad ? "" : ", padding not counted");

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) =>
        input.AvgPool2d((KernelSize[0], KernelSize[1]), (Stride[0], Stride[1]), (Padding[0], Padding[1]), CeilMode, _countIncludePad);

    private static int[] Numbers(Size2d size) => [size.Height, size.Width];
}
