namespace Adjoint.Nn;

/// <summary>
/// Local response normalisation across channels, as in AlexNet (Krizhevsky, Sutskever and Hinton 2012, section 3.3; PyTorch:
/// <c>nn.LocalResponseNorm</c>; see <c>Tensor.LocalResponseNorm</c> for the equation). Input [batch, channels, ..], output of the same shape.
/// </summary>
public sealed partial class LocalResponseNorm : Module<Tensor, Tensor>, ILayerSamples
{
    private readonly int _size;
    private readonly double _alpha;
    private readonly double _beta;
    private readonly double _k;

    /// <summary>Makes the layer. The paper's values are size 5, alpha 5e-4 (its 1e-4 is not divided by the size), beta 0.75 and k 2.</summary>
    /// <param name="size">The number of channels in a window.</param>
    /// <param name="alpha">Weight of the mean of squares.</param>
    /// <param name="beta">The exponent.</param>
    /// <param name="k">What keeps the divisor away from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is less than 1, or a number is negative or not finite.</exception>
    public LocalResponseNorm(int size, double alpha = 1e-4, double beta = 0.75, double k = 1)
    {
        LayerArgument.AtLeast(1, size, TypeName);
        _size = size;
        _alpha = LayerArgument.NotNegative(alpha, TypeName);
        _beta = LayerArgument.NotNegative(beta, TypeName);
        _k = LayerArgument.NotNegative(k, TypeName);
    }

    /// <inheritdoc cref="ILayerSamples.Samples"/>
    public static IEnumerable<LayerSample> Samples =>
    [
        new(_ => new LocalResponseNorm(3, alpha: 0.5), SampleInput.Real([2, 4, 2, 3])),
        new(_ => new LocalResponseNorm(2, alpha: 0.5, beta: 0.5, k: 2), SampleInput.Real([1, 5, 3])),
        new(_ => new LocalResponseNorm(9, alpha: 0.5), SampleInput.Real([1, 3, 4])),
    ];

    /// <inheritdoc/>
    protected internal override string Hyperparameters =>
        FormattableString.Invariant($"{_size}, alpha {_alpha}, beta {_beta}, k {_k}");

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => input.LocalResponseNorm(_size, _alpha, _beta, _k);
}
