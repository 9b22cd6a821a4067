using Adjoint.Nn;

namespace Adjoint.Models;

/// <summary>
/// A multilayer perceptron: linear layers with ReLU between them (UNC lecture; PyTorch: <c>Sequential(Flatten(), Linear, ReLU, ...,
/// Linear)</c>).
/// Input [batch, ...] is flattened; output scores [batch, last width].
/// </summary>
public sealed partial class MultilayerPerceptron : Module<Tensor, Tensor>, INamedModel
{
    private readonly Linear[] _layers;

    /// <summary>Makes the network and draws its first values.</summary>
    /// <param name="widths">Inputs, hidden widths, outputs: at least two numbers.</param>
    /// <param name="generator">Randomness for the first values; <see cref="Generator.Default"/> if omitted.</param>
    /// <exception cref="ArgumentException">There are fewer than two widths.</exception>
    public MultilayerPerceptron(ReadOnlySpan<int> widths, Generator? generator = null)
    {
        if (widths.Length < 2)
        {
            throw new ArgumentException(
                $"MultilayerPerceptron: needs the number of inputs and of outputs, and {widths.Length} widths were given.", nameof(widths));
        }
        _layers = new Linear[widths.Length - 1];
        for (var i = 0; i < _layers.Length; i++) _layers[i] = new Linear(widths[i], widths[i + 1], generator: generator);
    }

    /// <inheritdoc/>
    public static IEnumerable<ModelEntry> Entries =>
    [
        new("mlp", "Multilayer perceptron with 128 hidden ReLU", [1, 28, 28],
            (settings, generator) => new MultilayerPerceptron([settings.InputLength, 128, settings.Outputs], generator),
            new TrainingDefaults(5, 64, "sgd", 0.1, "linear")) { TakesAnyInput = true },
        new("softmax", "Softmax regression: one linear layer", [1, 28, 28],
            (settings, generator) => new MultilayerPerceptron([settings.InputLength, settings.Outputs], generator),
            new TrainingDefaults(5, 64, "sgd", 0.05, "linear")) { TakesAnyInput = true },
    ];

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input)
    {
        var features = input.Flatten(1);
        for (var i = 0; i < _layers.Length; i++)
        {
            if (i > 0) features = features.Relu();
            features = _layers[i].Forward(features);
        }
        return features;
    }
}
