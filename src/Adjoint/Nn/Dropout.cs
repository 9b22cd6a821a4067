namespace Adjoint.Nn;

/// <summary>
/// Zeroes elements at random while training and divides the rest by 1 - p; does nothing in evaluation (Srivastava et al., 2014; PyTorch:
/// <c>nn.Dropout</c>). Any shape.
/// </summary>
public sealed partial class Dropout : Module<Tensor, Tensor>, ILayerSamples
{
    private readonly double _probability;
    private readonly Generator _generator;

    /// <summary>Makes the layer.</summary>
    /// <param name="probability">The probability of zeroing an element, 0 to 1.</param>
    /// <param name="generator">The source of the masks; <see cref="Generator.Default"/> if omitted.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not between 0 and 1.</exception>
    public Dropout(double probability = 0.5, Generator? generator = null)
    {
        if (!(probability is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(probability),
                FormattableString.Invariant($"Dropout: the probability must be between 0 and 1, and is {probability}."));
        }
        _probability = probability;
        _generator = generator ?? Generator.Default;
    }

    /// <inheritdoc cref="ILayerSamples.Samples"/>
    public static IEnumerable<LayerSample> Samples => [LayerSample.InEvaluation(_ => new Dropout(0.3), SampleInput.Real([3, 4]))];

    /// <inheritdoc/>
    protected internal override string Hyperparameters => FormattableString.Invariant($"p {_probability}");

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => IsTraining && _probability > 0 ? input.Dropout(_probability, _generator) : input;
}
