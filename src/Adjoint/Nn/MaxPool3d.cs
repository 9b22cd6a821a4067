namespace Adjoint.Nn;

/// <summary>The maximum of each window of a volume (PyTorch: <c>nn.MaxPool3d</c>). Input [batch, channels, D, H, W].</summary>
public sealed partial class MaxPool3d : PoolingLayer, ILayerSamples
{
    /// <summary>Makes the layer.</summary>
    /// <param name="kernelSize">Depth, height and width of the window.</param>
    /// <param name="stride">Step between windows; the window's size if omitted. A smaller one makes windows overlap.</param>
    /// <param name="padding">Border around the volume, at most half the window.</param>
    /// <param name="ceilMode">Also take windows that stick out at the end.</param>
    /// <param name="dilation">Distance between the places of a window; 1 if omitted.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1, or the padding is not between 0 and half the
    /// window.</exception>
    public MaxPool3d(Size3d kernelSize, Size3d? stride = null, Size3d? padding = null, bool ceilMode = false,
        Size3d? dilation = null)
        : base(new PoolingSizes(Numbers(kernelSize), Numbers(stride ?? kernelSize), Numbers(padding ?? 0), Numbers(dilation ?? 1), ceilMode))
    {
    }

    /// <inheritdoc cref="ILayerSamples.Samples"/>
    public static IEnumerable<LayerSample> Samples =>
    [
        new(_ => new MaxPool3d(2), SampleInput.Distinct([1, 2, 2, 4, 2])),
        new(_ => new MaxPool3d(3, stride: 2, padding: 1, ceilMode: true), SampleInput.Distinct([1, 2, 4, 3, 5])),
        new(_ => new MaxPool3d((1, 2, 2), stride: 1, dilation: 2), SampleInput.Distinct([1, 1, 3, 4, 3])),
    ];

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) =>
        input.MaxPool3d((KernelSize[0], KernelSize[1], KernelSize[2]), (Stride[0], Stride[1], Stride[2]), (Padding[0], Padding[1], Padding[2]), CeilMode, (Dilation[0], Dilation[1], Dilation[2]));

    private static int[] Numbers(Size3d size) => [size.Depth, size.Height, size.Width];
}
