using System.Text.Json;

namespace Adjoint.Training;

/// <summary>
/// The scores in a line of metrics: a field a number, with the part of the data in front, such as <c>train_loss</c> or <c>test_rmse</c>.
/// </summary>
internal static class ScoreFields
{
    public const string Train = "train";
    public const string Validation = "val";
    public const string Test = "test";
    public const string HeldOut = "held_out";
    private const string Loss = "loss";

    /// <summary>Writes loss and metrics; nulls if there is no score.</summary>
    public static void Write(JsonLine line, string part, Score? score, IReadOnlyList<string> metrics)
    {
        line.Number($"{part}_{Loss}", score?.Loss);
        foreach (var name in metrics) line.Number($"{part}_{name}", score?[name]);
    }

    /// <summary>Writes the metrics by their own names, as the last line has those of the test examples.</summary>
    public static void WriteBare(JsonLine line, Score? score, IReadOnlyList<string> metrics)
    {
        foreach (var name in metrics) line.Number(name, score?[name]);
    }

    /// <summary>Reads loss and metrics of a part, whichever there are; null if none was measured.</summary>
    public static Score? Read(JsonElement line, string part)
    {
        var loss = line.GetProperty($"{part}_{Loss}");
        var metrics = new List<MetricValue>();
        var isMeasured = loss.ValueKind != JsonValueKind.Null;
        foreach (var field in line.EnumerateObject())
        {
            if (!field.Name.StartsWith(part + "_", StringComparison.Ordinal) || field.Name == $"{part}_{Loss}") continue;
            metrics.Add(new MetricValue(field.Name[(part.Length + 1)..], Number(field.Value)));
            isMeasured |= field.Value.ValueKind != JsonValueKind.Null;
        }
        // What was measured and is not finite is null too, with "nonfinite" in the line.
        if (!isMeasured && !line.TryGetProperty("nonfinite", out _)) return null;
        return new Score(Number(loss), 0, [.. metrics]);
    }

    private static double Number(JsonElement value) => value.ValueKind == JsonValueKind.Null ? double.NaN : value.GetDouble();
}
