namespace Adjoint.Nn;

/// <summary>The maximum of each window of a signal (PyTorch: <c>nn.MaxPool1d</c>). Input [batch, channels, length].</summary>
public sealed partial class MaxPool1d : PoolingLayer, ILayerSamples
{
    /// <summary>Makes the layer.</summary>
    /// <param name="kernelSize">Length of the window.</param>
    /// <param name="stride">Step between windows; the window's size if omitted. A smaller one makes windows overlap.</param>
    /// <param name="padding">Border around the signal, at most half the window.</param>
    /// <param name="ceilMode">Also take windows that stick out at the end.</param>
    /// <param name="dilation">Distance between the places of a window; 1 if omitted.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1, or the padding is not between 0 and half the
    /// window.</exception>
    public MaxPool1d(int kernelSize, int? stride = null, int padding = 0, bool ceilMode = false,
        int dilation = 1)
        : base(new PoolingSizes([kernelSize], [stride ?? kernelSize], [padding], [dilation], ceilMode))
    {
    }

    /// <inheritdoc cref="ILayerSamples.Samples"/>
    public static IEnumerable<LayerSample> Samples =>
    [
        new(_ => new MaxPool1d(2), SampleInput.Distinct([2, 3, 6])),
        new(_ => new MaxPool1d(3, stride: 2, padding: 1, ceilMode: true), SampleInput.Distinct([1, 2, 7])),
        new(_ => new MaxPool1d(3, stride: 1, dilation: 2), SampleInput.Distinct([1, 1, 7])),
    ];

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) =>
        input.MaxPool1d(KernelSize[0], Stride[0], Padding[0], CeilMode, Dilation[0]);
}
