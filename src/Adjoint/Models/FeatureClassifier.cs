using Adjoint.Nn;

namespace Adjoint.Models;

/// <summary>
/// Learned features under a new linear layer: the layers that another network learned, on other data or without labels, turn inputs into
/// features, and only the last layer begins anew (BI lecture 2: learned representations can be transferred across data sets). With frozen
/// features only the new layer learns; else all are fine-tuned. Output scores [batch, classes].
/// </summary>
public sealed partial class FeatureClassifier : Module<Tensor, Tensor>
{
    private readonly bool _isFrozen;

    /// <summary>Puts a new layer on features. The layers below are taken over, not copied, and are trained along unless they are
    /// frozen.</summary>
    /// <param name="features">Inputs to features, [batch, featureCount], such as <see cref="MultilayerPerceptron.Features"/> or
    /// <see cref="Autoencoder.Encoder"/>.</param>
    /// <param name="featureCount">The number of features.</param>
    /// <param name="classes">The number of scores.</param>
    /// <param name="frozen">True to leave the features as they are: their parameters are not trained, and they work in evaluation mode, so
    /// that running means of a normalisation stay too. Otherwise those of their parameters learn that were not frozen before.</param>
    /// <param name="generator">Randomness for the first values of the new layer; <see cref="Generator.Default"/> if omitted.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1.</exception>
    public FeatureClassifier(
        Module<Tensor, Tensor> features, int featureCount, int classes, bool frozen = false, Generator? generator = null)
    {
        ArgumentNullException.ThrowIfNull(features);
        Features = features;
        Scores = new Linear(featureCount, classes, generator: generator);
        _isFrozen = frozen;
        if (!frozen) return;
        foreach (var parameter in features.Parameters()) parameter.RequiresGrad = false;
    }

    /// <summary>The layers that were learned before.</summary>
    public Module<Tensor, Tensor> Features { get; }

    /// <summary>The new layer.</summary>
    public Linear Scores { get; }

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input)
    {
        // Train() of the whole also reaches the features.
        if (_isFrozen && Features.IsTraining) Features.Eval();
        return Scores.Forward(Features.Forward(input));
    }
}
