namespace Adjoint.Nn;

/// <summary>
/// Dropout for networks of <see cref="SELU"/>: while training, elements are set at random to the value c = -1.7581 where SELU saturates,
/// and all are then mapped by a x + b, so that mean 0 and variance 1 stay: a = (q + c^2 p q)^(-1/2) and b = -a p c with q = 1 - p. Does
/// nothing in evaluation (Klambauer et al., 2017; PyTorch: <c>nn.AlphaDropout</c>). Any shape.
/// </summary>
public sealed class AlphaDropout : Module<Tensor, Tensor>, ILayerSamples
{
    // The limit of SELU at minus infinity: -scale alpha.
    private const double Saturation = -1.7580993408473766;

    private readonly double _probability;
    private readonly Generator _generator;

    /// <summary>Makes the layer.</summary>
    /// <param name="probability">The probability of an element to be replaced, 0 to 1.</param>
    /// <param name="generator">The source of the masks; <see cref="Generator.Default"/> if omitted.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not between 0 and 1.</exception>
    public AlphaDropout(double probability = 0.5, Generator? generator = null)
    {
        _probability = LayerArgument.Share(probability, nameof(AlphaDropout));
        _generator = generator ?? Generator.Default;
    }

    /// <inheritdoc cref="ILayerSamples.Samples"/>
    public static IEnumerable<LayerSample> Samples => [LayerSample.InEvaluation(_ => new AlphaDropout(0.3), SampleInput.Real([3, 4]))];

    /// <inheritdoc/>
    protected internal override string Hyperparameters => FormattableString.Invariant($"p {_probability}");

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input)
    {
        if (!IsTraining || _probability == 0) return input;
        // With nothing kept there is no variance to keep either.
        if (_probability == 1) return input.Dropout(1, _generator);
        var kept = 1 - _probability;
        var a = 1 / Math.Sqrt(kept * (1 + Saturation * Saturation * _probability));
        var b = -a * _probability * Saturation;
        // Dropping x - c to 0 and adding c again sets x to c; dropout also divides by 1 - p.
        return (input - Saturation).Dropout(_probability, _generator) * (a * kept) + (a * Saturation + b);
    }
}
