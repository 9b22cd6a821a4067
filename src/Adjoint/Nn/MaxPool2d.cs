namespace Adjoint.Nn;

/// <summary>The maximum of each window of an image (CMU lecture 13; PyTorch: <c>nn.MaxPool2d</c>). Input [batch, channels, H, W].</summary>
public sealed partial class MaxPool2d : PoolingLayer, ILayerSamples
{
    /// <summary>Makes the layer.</summary>
    /// <param name="kernelSize">Height and width of the window.</param>
    /// <param name="stride">Step between windows; the window's size if omitted. A smaller one makes windows overlap.</param>
    /// <param name="padding">Border around the image, at most half the window.</param>
    /// <param name="ceilMode">Also take windows that stick out at the end.</param>
    /// <param name="dilation">Distance between the places of a window; 1 if omitted.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1, or the padding is not between 0 and half the
    /// window.</exception>
    public MaxPool2d(Size2d kernelSize, Size2d? stride = null, Size2d? padding = null, bool ceilMode = false,
        Size2d? dilation = null)
        : base(new PoolingSizes(Numbers(kernelSize), Numbers(stride ?? kernelSize), Numbers(padding ?? 0), Numbers(dilation ?? 1), ceilMode))
    {
    }

    /// <inheritdoc cref="ILayerSamples.Samples"/>
    public static IEnumerable<LayerSample> Samples =>
    [
        new(_ => new MaxPool2d(2), SampleInput.Distinct([2, 3, 4, 6])),
        new(_ => new MaxPool2d(3, stride: 2, padding: 1, ceilMode: true), SampleInput.Distinct([1, 2, 6, 5])),
        new(_ => new MaxPool2d((2, 3), stride: (1, 2), dilation: 2), SampleInput.Distinct([1, 1, 5, 6])),
    ];

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) =>
        input.MaxPool2d((KernelSize[0], KernelSize[1]), (Stride[0], Stride[1]), (Padding[0], Padding[1]), CeilMode, (Dilation[0], Dilation[1]));

    private static int[] Numbers(Size2d size) => [size.Height, size.Width];
}
