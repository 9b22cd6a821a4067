using System.Text.Json;

namespace Adjoint.Training;

/// <summary>Reads the epochs of a run back from its metrics file.</summary>
public static class RunHistory
{
    /// <summary>The finished epochs in order; none if there is no file.</summary>
    /// <exception cref="InvalidDataException">A line is not JSON of this format; the message says which.</exception>
    public static IReadOnlyList<EpochMetrics> Epochs(string metricsFile) => Epochs(metricsFile, long.MaxValue);

    /// <summary>The finished epochs in the first bytes of the file.</summary>
    internal static IReadOnlyList<EpochMetrics> Epochs(string metricsFile, long length)
    {
        var epochs = new SortedDictionary<int, EpochMetrics>();
        if (!File.Exists(metricsFile)) return [];
        var (number, offset) = (0, 0L);
        foreach (var line in File.ReadLines(metricsFile))
        {
            if (offset >= length) break;
            number++;
            try
            {
                using var json = JsonDocument.Parse(line);
                if (json.RootElement.GetProperty("type").GetString() == "epoch") Add(epochs, json.RootElement);
            }
            catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
            {
                throw new InvalidDataException($"{metricsFile}: line {number}, at offset {offset}, is not a line of metrics: {e.Message}",
                    e);
            }
            // Lines are written in ASCII and end in one byte.
            offset += line.Length + 1;
        }
        return [.. epochs.Values];
    }

    private static void Add(SortedDictionary<int, EpochMetrics> epochs, JsonElement line)
    {
        var epoch = line.GetProperty("epoch").GetInt32();
        var train = ScoreFields.Read(line, ScoreFields.Train) ?? new Score(double.NaN, 0);
        epochs[epoch] = new EpochMetrics(epoch, train, ScoreFields.Read(line, ScoreFields.Validation), Number(line, "seconds"),
            Number(line, "samples_per_s"));
    }

    private static double Number(JsonElement line, string name)
    {
        var value = line.GetProperty(name);
        return value.ValueKind == JsonValueKind.Null ? double.NaN : value.GetDouble();
    }
}
