using System.Text.Json.Serialization;

namespace Adjoint.Data;

/// <summary>A target that is a number. Networks learn it standardized, and their predictions are brought back to its own scale.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Mean">The mean of the training rows.</param>
/// <param name="StandardDeviation">Their standard deviation.</param>
/// <param name="IsDate">Whether the numbers are days since 1970-01-01.</param>
public sealed record ValueTarget(string Name, double Mean, double StandardDeviation, bool IsDate) : TargetSchema(Name)
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override TargetKind TargetKind => TargetKind.Values;

    /// <inheritdoc/>
    [JsonIgnore]
    public override ColumnKind Kind => IsDate ? ColumnKind.Date : ColumnKind.Number;

    /// <summary>The value as a network learns it.</summary>
    public float Standardize(double value) => (float)((value - Mean) / StandardDeviation);

    /// <summary>A network's output on the target's own scale.</summary>
    public double Restore(double output) => output * StandardDeviation + Mean;

    internal override string? Problem() =>
        double.IsFinite(Mean) && StandardDeviation is > 0 and <= double.MaxValue
            ? null
            : "the target's mean and standard deviation are not usable.";
}
