using Adjoint.Nn;

namespace Adjoint.Models;

/// <summary>What a network that is made by name is made for, and what of it is set; see <see cref="ModelEntry.Understands"/>.</summary>
/// <param name="InputShape">The shape of one example.</param>
/// <param name="Outputs">The number of classes or of values it tells.</param>
public sealed record ModelSettings(IReadOnlyList<int> InputShape, int Outputs)
{
    /// <summary>The widths of the hidden layers; the network's usual ones if null.</summary>
    public IReadOnlyList<int>? Hidden { get; init; }

    /// <summary>The name of the activation, one of <c>ActivationCatalogue</c>; the network's usual one if null.</summary>
    public string? Activation { get; init; }

    /// <summary>The probability of zeroing a hidden unit while training; the network's usual one if null.</summary>
    public double? Dropout { get; init; }

    /// <summary>The name of the normalisation of hidden layers, one of <see cref="Normalizations"/>; none if null.</summary>
    public string? Normalization { get; init; }

    /// <summary>The number of values of one example.</summary>
    public int InputLength => InputShape.Aggregate(1, (length, size) => checked(length * size));

    /// <summary>The names of normalisations.</summary>
    public static IReadOnlyList<string> Normalizations { get; } = ["batch", "layer", "rms"];

    /// <summary>Which settings are set.</summary>
    public ModelSetting Given => (Hidden is null ? 0 : ModelSetting.Hidden) | (Activation is null ? 0 : ModelSetting.Activation)
        | (Dropout is null ? 0 : ModelSetting.Dropout) | (Normalization is null ? 0 : ModelSetting.Normalization);

    /// <summary>Makes an activation: that of the name, or the usual one.</summary>
    /// <exception cref="UnknownNameException">There is none of that name.</exception>
    internal Func<Module<Tensor, Tensor>> ActivationOr(Func<Module<Tensor, Tensor>> usual) =>
        Activation is null ? usual : ActivationEntry.Find(Activation).Create;

    /// <summary>Makes the normalisation of a layer of a width; null for none.</summary>
    /// <exception cref="UnknownNameException">There is none of that name.</exception>
    internal Func<int, Module<Tensor, Tensor>>? NewNormalization => Normalization?.ToLowerInvariant() switch
    {
        null => null,
        "batch" => width => new BatchNorm1d(width),
        "layer" => width => new LayerNorm(width),
        "rms" => width => new RMSNorm(width),
        _ => throw new UnknownNameException("normalisation", Normalization, Normalizations),
    };
}
