using Adjoint.Nn;

namespace Adjoint.Models;

/// <summary>
/// Learned features under a new linear layer: the layers that another network learned, on other data or without labels, turn inputs into
/// features, and only the last layer begins anew (BI lecture 2: learned representations can be transferred across data sets). With frozen
/// features only the new layer learns; else all are fine-tuned. Output scores [batch, classes].
/// </summary>
public sealed partial class FeatureClassifier : Module<Tensor, Tensor>
{
    /// <summary>Puts a new layer on features. The layers below are taken over, not copied, and are trained along unless they are
    /// frozen.</summary>
    /// <param name="features">Inputs to features, [batch, featureCount], such as <see cref="MultilayerPerceptron.Features"/> or
    /// <see cref="Autoencoder.Encoder"/>.</param>
    /// <param name="featureCount">The number of features.</param>
    /// <param name="classes">The number of scores.</param>
    /// <param name="frozen">True to leave the parameters of the features as they are; running means of a normalisation still move in train
    /// mode.</param>
    /// <param name="generator">Randomness for the first values of the new layer; <see cref="Generator.Default"/> if omitted.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1.</exception>
    public FeatureClassifier(
        Module<Tensor, Tensor> features, int featureCount, int classes, bool frozen = false, Generator? generator = null)
    {
        ArgumentNullException.ThrowIfNull(features);
        Features = features;
        Scores = new Linear(featureCount, classes, generator: generator);
        foreach (var parameter in features.Parameters()) parameter.RequiresGrad = !frozen;
    }

    /// <summary>The layers that were learned before.</summary>
    public Module<Tensor, Tensor> Features { get; }

    /// <summary>The new layer.</summary>
    public Linear Scores { get; }

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => Scores.Forward(Features.Forward(input));
}
