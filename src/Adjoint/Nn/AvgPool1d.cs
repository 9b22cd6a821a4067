namespace Adjoint.Nn;

/// <summary>The mean of each window of a signal (PyTorch: <c>nn.AvgPool1d</c>). Input [batch, channels, length].</summary>
public sealed partial class AvgPool1d : PoolingLayer, ILayerSamples
{
    private readonly bool _countIncludePad;

    /// <summary>Makes the layer.</summary>
    /// <param name="kernelSize">Length of the window.</param>
    /// <param name="stride">Step between windows; the window's size if omitted. A smaller one makes windows overlap.</param>
    /// <param name="padding">Border around the signal, at most half the window.</param>
    /// <param name="ceilMode">Also take windows that stick out at the end.</param>
    /// <param name="countIncludePad">Divide by the number of all places of a window, padding included, rather than by those in the
    /// input.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1, or the padding is not between 0 and half the
    /// window.</exception>
    public AvgPool1d(int kernelSize, int? stride = null, int padding = 0, bool ceilMode = false,
        bool countIncludePad = true)
        : base(new PoolingSizes([kernelSize], [stride ?? kernelSize], [padding], [1], ceilMode))
        => _countIncludePad = countIncludePad;

    /// <inheritdoc cref="ILayerSamples.Samples"/>
    public static IEnumerable<LayerSample> Samples =>
    [
        new(_ => new AvgPool1d(2), SampleInput.Distinct([2, 3, 6])),
        new(_ => new AvgPool1d(3, stride: 2, padding: 1, ceilMode: true), SampleInput.Distinct([1, 2, 7])),
        new(_ => new AvgPool1d(3, stride: 1, countIncludePad: false), SampleInput.Distinct([1, 1, 7])),
    ];

    /// <inheritdoc/>
    protected internal override string Hyperparameters => base.Hyperparameters + (_countIncludePad ? "" : ", padding not counted");

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) =>
        input.AvgPool1d(KernelSize[0], Stride[0], Padding[0], CeilMode, _countIncludePad);
}
