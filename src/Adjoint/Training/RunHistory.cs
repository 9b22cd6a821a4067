using System.Text;
using System.Text.Json;

namespace Adjoint.Training;

/// <summary>Reads what a run came to back from its metrics file.</summary>
public static class RunHistory
{
    /// <summary>The finished epochs in order; none if there is no file.</summary>
    /// <exception cref="InvalidDataException">A line is not JSON of this format; the message says which.</exception>
    public static IReadOnlyList<EpochMetrics> Epochs(string metricsFile) => Epochs(metricsFile, long.MaxValue);

    /// <summary>The finished epochs in the first bytes of the file.</summary>
    internal static IReadOnlyList<EpochMetrics> Epochs(string metricsFile, long length)
    {
        var epochs = new SortedDictionary<int, EpochMetrics>();
        Read(metricsFile, length, line =>
        {
            if (line.GetProperty("type").GetString() == "epoch") Add(epochs, line);
        });
        return [.. epochs.Values];
    }

    /// <summary>The score on the test examples that the last line has; null if none was measured.</summary>
    /// <exception cref="InvalidDataException">A line is not JSON of this format; the message says which.</exception>
    public static Score? Test(string metricsFile)
    {
        Score? test = null;
        Read(metricsFile, long.MaxValue, line =>
        {
            if (line.GetProperty("type").GetString() == "end") test = ScoreFields.Read(line, ScoreFields.Test);
        });
        return test;
    }

    /// <summary>The scores of the cross-validation; null if there was none, or it was not finished.</summary>
    /// <exception cref="InvalidDataException">A line is not JSON of this format; the message says which.</exception>
    public static CrossValidationResult? Folds(string metricsFile)
    {
        var folds = new SortedDictionary<int, Score>();
        var count = -1;
        Read(metricsFile, long.MaxValue, line =>
        {
            if (line.GetProperty("type").GetString() != "fold") return;
            count = line.GetProperty("folds").GetInt32();
            if (ScoreFields.Read(line, ScoreFields.HeldOut) is { } score) folds[line.GetProperty("fold").GetInt32()] = score;
        });
        return folds.Count == count ? new CrossValidationResult([.. folds.Values]) : null;
    }

    private static void Read(string metricsFile, long length, Action<JsonElement> take)
    {
        if (!File.Exists(metricsFile)) return;
        var (number, offset) = (0, 0L);
        foreach (var line in File.ReadLines(metricsFile))
        {
            if (offset >= length) break;
            number++;
            try
            {
                using var json = JsonDocument.Parse(line);
                take(json.RootElement);
            }
            catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
            {
                throw new InvalidDataException($"{metricsFile}: line {number}, at offset {offset}, is not a line of metrics: {e.Message}",
                    e);
            }
            // Lines are written in UTF-8 and end in one byte.
            offset += Encoding.UTF8.GetByteCount(line) + 1;
        }
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
