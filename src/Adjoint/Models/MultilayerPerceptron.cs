using Adjoint.Nn;

namespace Adjoint.Models;

/// <summary>
/// A multilayer perceptron of any widths: linear layers with activations between them, ReLU unless another is asked for (BI lecture 2, UNC
/// lecture; PyTorch: <c>Sequential(Flatten(), Linear, ReLU, ..., Linear)</c>). Input [batch, ...] is flattened; output scores [batch, last
/// width].
/// </summary>
public sealed partial class MultilayerPerceptron : Module<Tensor, Tensor>, INamedModel
{
    /// <summary>Makes the network and draws its first values.</summary>
    /// <param name="widths">Inputs, hidden widths, outputs: at least two numbers.</param>
    /// <param name="generator">Randomness for the first values and for dropout; <see cref="Generator.Default"/> if omitted.</param>
    /// <param name="options">Activation, normalisation, dropout and initialisers.</param>
    /// <exception cref="ArgumentException">There are fewer than two widths, or one is less than 1.</exception>
    public MultilayerPerceptron(ReadOnlySpan<int> widths, Generator? generator = null, MultilayerPerceptronOptions? options = null)
    {
        if (widths.Length < 2)
        {
            throw new ArgumentException(
                $"MultilayerPerceptron: needs the number of inputs and of outputs, and {widths.Length} widths were given.", nameof(widths));
        }
        options ??= new MultilayerPerceptronOptions();
        Features = [new Flatten()];
        for (var i = 1; i < widths.Length - 1; i++)
        {
            Features.Add(NewLinear(widths[i - 1], widths[i]));
            if (options.Normalization is { } normalization) Features.Add(normalization(widths[i]));
            Features.Add(options.Activation());
            if (options.Dropout != 0) Features.Add(new Dropout(options.Dropout, generator));
        }
        Scores = NewLinear(widths[^2], widths[^1]);

        Linear NewLinear(int inputs, int outputs) => new(inputs, outputs, generator: generator,
            weightInitializer: options.WeightInitializer, biasInitializer: options.BiasInitializer);
    }

    /// <inheritdoc/>
    public static IEnumerable<ModelEntry> Entries =>
    [
        new("mlp", "Multilayer perceptron with 128 hidden ReLU; for rows of a table two layers of 64", [1, 28, 28],
            (settings, generator) => new MultilayerPerceptron([settings.InputLength, .. Hidden(settings), settings.Outputs], generator,
                MultilayerPerceptronOptions.Of(settings)),
            new TrainingDefaults(5, 64, "sgd", 0.1, "linear"))
        {
            TakesAnyInput = true,
            Understands = ModelSetting.Hidden | ModelSetting.Activation | ModelSetting.Dropout | ModelSetting.Normalization,
        },
    ];

    /// <summary>All but the last linear layer: it computes the learned features, [batch, width before the last] (BI lecture 2), which
    /// <see cref="FeatureClassifier"/> transfers to other data.</summary>
    public Sequential Features { get; }

    /// <summary>The last linear layer, from features to scores.</summary>
    public Linear Scores { get; }

    // A row of a table has few inputs that act together; an image has many.
    private static IReadOnlyList<int> Hidden(ModelSettings settings) =>
        settings.Hidden ?? (settings.InputShape.Count == 1 ? [64, 64] : [128]);

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => Scores.Forward(Features.Forward(input));
}
