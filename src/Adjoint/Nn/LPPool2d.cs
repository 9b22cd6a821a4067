namespace Adjoint.Nn;

/// <summary>
/// The norm of each window of an image, (sum of x^p)^(1/p); L2 pooling with p = 2 (Sermanet, Chintala and LeCun 2012; PyTorch:
/// <c>nn.LPPool2d</c>; see <c>Tensor.LpPool2d</c>). Input [batch, channels, H, W].
/// </summary>
public sealed partial class LPPool2d : PoolingLayer, ILayerSamples
{
    private readonly double _normType;

    /// <summary>Makes the layer.</summary>
    /// <param name="normType">The exponent p, above 0.</param>
    /// <param name="kernelSize">Height and width of the window.</param>
    /// <param name="stride">Step between windows; the window's size if omitted.</param>
    /// <param name="ceilMode">Also take windows that stick out at the end.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1, or p is not above 0.</exception>
    public LPPool2d(double normType, Size2d kernelSize, Size2d? stride = null, bool ceilMode = false)
        : base(new PoolingSizes([kernelSize.Height, kernelSize.Width],
            [(stride ?? kernelSize).Height, (stride ?? kernelSize).Width], [0, 0], [1, 1], ceilMode))
    {
        _normType = normType > 0 && double.IsFinite(normType) ? normType : throw new ArgumentOutOfRangeException(nameof(normType),
            FormattableString.Invariant($"{TypeName}: normType must be a finite number above 0, and is {normType}."));
    }

    /// <inheritdoc cref="ILayerSamples.Samples"/>
    public static IEnumerable<LayerSample> Samples =>
    [
        new(_ => new LPPool2d(2, 2), SampleInput.Real([2, 2, 4, 6], 0.5, 2)),
        new(_ => new LPPool2d(3, (2, 3), stride: (1, 2), ceilMode: true), SampleInput.Real([1, 2, 4, 4], 0.5, 2)),
        new(_ => new LPPool2d(1, 2), SampleInput.Real([1, 1, 4, 4])),
    ];

    /// <inheritdoc/>
    protected internal override string Hyperparameters => FormattableString.Invariant($"p {_normType}, ") + base.Hyperparameters;

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) =>
        input.LpPool2d(_normType, (KernelSize[0], KernelSize[1]), (Stride[0], Stride[1]), CeilMode);
}
