using Adjoint.Nn;

namespace Adjoint.Models;

/// <summary>
/// An autoencoder: an encoder of linear layers with activations narrows the input down to a code, a mirrored decoder tells the input from
/// it again (Hinton and Salakhutdinov, 2006; UNC lecture). Trained with <c>MSELoss</c> of output against input, all at once or after <see
/// cref="LayerwisePretraining"/>. Input [batch, ...]; output of the same shape, the last layer without an activation.
/// </summary>
public sealed partial class Autoencoder : Module<Tensor, Tensor>, INamedModel
{
    /// <summary>Makes the network and draws its first values.</summary>
    /// <param name="widths">Inputs, widths of the encoder's layers, the last of them the code's: at least two numbers.</param>
    /// <param name="generator">Randomness for the first values; <see cref="Generator.Default"/> if omitted.</param>
    /// <param name="activation">Makes an activation; sigmoid if omitted, as in the papers.</param>
    /// <param name="weightInitializer">First values of the weights; those of <see cref="Linear"/> if omitted.</param>
    /// <exception cref="ArgumentException">There are fewer than two widths, or one is less than 1.</exception>
    public Autoencoder(ReadOnlySpan<int> widths, Generator? generator = null, Func<Module<Tensor, Tensor>>? activation = null,
        Initializer? weightInitializer = null)
    {
        if (widths.Length < 2)
        {
            throw new ArgumentException(
                $"Autoencoder: needs the number of inputs and the width of the code, and {widths.Length} widths were given.",
                nameof(widths));
        }
        activation ??= () => new Sigmoid();
        for (var i = 1; i < widths.Length; i++)
        {
            Encoder.Add(NewLinear(widths[i - 1], widths[i]));
            Encoder.Add(activation());
        }
        for (var i = widths.Length - 1; i > 0; i--)
        {
            Decoder.Add(NewLinear(widths[i], widths[i - 1]));
            if (i > 1) Decoder.Add(activation());
        }
        CodeLength = widths[^1];

        Linear NewLinear(int inputs, int outputs) => new(inputs, outputs, generator: generator, weightInitializer: weightInitializer);
    }

    /// <inheritdoc/>
    public static IEnumerable<ModelEntry> Entries =>
    [
        new("autoencoder", "Autoencoder of sigmoids that narrows its input to 128 and 32 values and tells it again", [1, 28, 28],
            (settings, generator) => new Autoencoder([settings.InputLength, .. settings.Hidden ?? [128, 32]], generator,
                settings.ActivationOr(() => new Sigmoid())),
            new TrainingDefaults(10, 64, "adam", 0.001, "linear"))
        {
            TakesAnyInput = true,
            Understands = ModelSetting.Hidden | ModelSetting.Activation,
            Tasks = ["reconstruction"],
        },
    ];

    /// <summary>The layers from the flattened input to the code.</summary>
    public Sequential Encoder { get; } = [new Flatten()];

    /// <summary>The layers from the code to the flattened output.</summary>
    public Sequential Decoder { get; } = [];

    /// <summary>The number of values of a code.</summary>
    public int CodeLength { get; }

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => Decoder.Forward(Encoder.Forward(input)).Reshape(input.Shape);
}
