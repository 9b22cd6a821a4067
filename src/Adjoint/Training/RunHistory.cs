using System.Text.Json;

namespace Adjoint.Training;

/// <summary>Reads the epochs of a run back from its metrics file.</summary>
public static class RunHistory
{
    /// <summary>The finished epochs in order; of one that was trained twice (after a kill), the later line counts.</summary>
    /// <exception cref="InvalidDataException">A line is not JSON of this format; the message says which.</exception>
    public static IReadOnlyList<EpochMetrics> Epochs(string metricsFile)
    {
        var epochs = new SortedDictionary<int, EpochMetrics>();
        if (!File.Exists(metricsFile)) return [];
        var number = 0;
        foreach (var line in File.ReadLines(metricsFile))
        {
            number++;
            try
            {
                using var json = JsonDocument.Parse(line);
                if (json.RootElement.GetProperty("type").GetString() == "epoch") Add(epochs, json.RootElement);
            }
            catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
            {
                throw new InvalidDataException($"{metricsFile}, line {number}: not a line of metrics: {e.Message}", e);
            }
        }
        return [.. epochs.Values];
    }

    private static void Add(SortedDictionary<int, EpochMetrics> epochs, JsonElement line)
    {
        var epoch = line.GetProperty("epoch").GetInt32();
        epochs[epoch] = new EpochMetrics(epoch,
            new Score(Number(line, "train_loss"), Number(line, "train_acc"), 0),
            new Score(Number(line, "val_loss"), Number(line, "val_acc"), 0),
            Number(line, "seconds"), Number(line, "samples_per_s"));
    }

    private static double Number(JsonElement line, string name)
    {
        var value = line.GetProperty(name);
        return value.ValueKind == JsonValueKind.Null ? double.NaN : value.GetDouble();
    }
}
