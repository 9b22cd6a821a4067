using Adjoint.Nn;

namespace Adjoint.Models;

/// <summary>What was set of a network by name, as <c>config.json</c> keeps it; what is null is the network's usual.</summary>
public sealed record NetworkConfig
{
    /// <summary>The widths of the hidden layers.</summary>
    public IReadOnlyList<int>? Hidden { get; init; }

    /// <summary>The name of the activation.</summary>
    public string? Activation { get; init; }

    /// <summary>The probability of zeroing a hidden unit while training.</summary>
    public double? Dropout { get; init; }

    /// <summary>The name of the normalisation of hidden layers.</summary>
    public string? Normalization { get; init; }

    /// <summary>Checks the names.</summary>
    /// <exception cref="UnknownNameException">There is no such activation or normalisation.</exception>
    public void RequireKnown()
    {
        if (Activation is not null) ActivationEntry.Find(Activation);
        if (Normalization is not null && !ModelSettings.Normalizations.Contains(Normalization, StringComparer.OrdinalIgnoreCase))
            throw new UnknownNameException("normalisation", Normalization, ModelSettings.Normalizations);
    }

    /// <summary>The settings, with these in place.</summary>
    public ModelSettings Set(ModelSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings with { Hidden = Hidden, Activation = Activation, Dropout = Dropout, Normalization = Normalization };
    }

    /// <summary>What is wrong with the numbers; null if nothing is.</summary>
    internal string? Problem()
    {
        if (Hidden is { } widths && widths.Any(width => width < 1))
            return $"'hidden' must be widths of at least 1, and is [{string.Join(", ", widths)}].";
        return Dropout is null or >= 0 and <= 1 ? null
            : FormattableString.Invariant($"'dropout' must be between 0 and 1, and is {Dropout}.");
    }
}
