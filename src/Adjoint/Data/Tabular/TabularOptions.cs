namespace Adjoint.Data;

/// <summary>How a table is prepared for training.</summary>
public sealed record TabularOptions
{
    /// <summary>Whether the target is learned as classes or as values; null to choose by its column.</summary>
    public TargetKind? Kind { get; init; }

    /// <summary>The fraction of the rows to measure on at the end.</summary>
    public double TestFraction { get; init; } = 0.2;

    /// <summary>The fraction of the other rows to choose the best epoch by.</summary>
    public double ValidationFraction { get; init; } = 0.1;

    /// <summary>Decides which rows come into which part.</summary>
    public ulong Seed { get; init; }

    /// <summary>How the columns become numbers.</summary>
    public EncoderOptions Encoder { get; init; } = new();
}
