using Adjoint.Nn;

namespace Adjoint.Models;

/// <summary>
/// Softmax regression: a linear score a class, x W^T + b, whose softmax are the probabilities (BI lecture 2, TUM lecture 5; scikit-learn:
/// <c>LogisticRegression(multi_class="multinomial")</c>). Trained with <c>CrossEntropyLoss</c>, a convex problem. Input [batch, ...] is
/// flattened; output scores [batch, classes].
/// </summary>
/// <param name="inFeatures">The number of inputs.</param>
/// <param name="classes">The number of classes.</param>
/// <param name="generator">Randomness for the first values; <see cref="Generator.Default"/> if omitted.</param>
public sealed partial class SoftmaxRegression(int inFeatures, int classes, Generator? generator = null)
    : Module<Tensor, Tensor>, INamedModel
{
    private readonly Linear _scores = new(inFeatures, classes, generator: generator);

    /// <inheritdoc/>
    public static IEnumerable<ModelEntry> Entries =>
    [
        new("softmax", "Softmax regression: one linear layer", [1, 28, 28],
            (settings, generator) => new SoftmaxRegression(settings.InputLength, settings.Outputs, generator),
            new TrainingDefaults(5, 64, "sgd", 0.05, "linear"))
        {
            TakesAnyInput = true, TableLearningRate = 0.03, Tasks = ["classification", "binary"],
        },
    ];

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => _scores.Forward(input.Flatten(1));
}
