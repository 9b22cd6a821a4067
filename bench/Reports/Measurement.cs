using System.Text.Json;
using System.Text.Json.Nodes;

namespace Adjoint.Bench;

/// <summary>One figure.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Config">Sizes and choices.</param>
/// <param name="Metric">The unit, or <c>ratio</c>.</param>
/// <param name="Value">The best of the runs; of a ratio, the peer's best over ours.</param>
/// <param name="Min">The least of the runs; of a ratio, the least of the rounds.</param>
/// <param name="Median">The median of the runs; of a ratio, the peer's median over ours.</param>
/// <param name="Runs">The number of samples.</param>
internal sealed record Measurement(string Name, JsonObject Config, string Metric, double Value, double Min, double Median, int Runs)
{
    public const string RatioMetric = "ratio";

    /// <summary>Of a ratio: the peer's best variant and its value in our metric.</summary>
    public (string Variant, double Value)? Peer { get; private init; }

    /// <summary>The configuration as one line.</summary>
    public static string TextOf(JsonObject config) => string.Join(", ", config.Select(entry => $"{entry.Key} {entry.Value}"));

    /// <summary>A figure of which the least is the best.</summary>
    public static Measurement Of(string name, JsonObject config, string metric, IReadOnlyList<double> samples) =>
        new(name, config, metric, samples.Min(), samples.Min(), Statistics.Median(samples), samples.Count);

    /// <summary>A figure of which the most is the best.</summary>
    public static Measurement OfRates(string name, JsonObject config, string metric, IReadOnlyList<double> samples) =>
        Of(name, config, metric, samples) with { Value = samples.Max() };

    /// <summary>How many times as much as ours the peer's best variant takes.</summary>
    public static Measurement Ratio(string name, JsonObject config, Race race)
    {
        var (own, peer) = (race.Own, race.Peer!);
        var least = Enumerable.Range(0, own.Count).Min(round => peer[round] / own[round]);
        return new(name, config, RatioMetric, peer.Best / own.Best, least, peer.Median / own.Median, own.Count)
        {
            Peer = (peer.Contestant.Name, peer.Best),
        };
    }

    public string ToJson()
    {
        var line = new JsonObject
        {
            ["name"] = Name,
            ["config"] = Config.DeepClone(),
            ["metric"] = Metric,
            ["value"] = Rounded(Value),
            ["min"] = Rounded(Min),
            ["median"] = Rounded(Median),
            ["runs"] = Runs,
        };
        if (Peer is var (variant, value))
        {
            line["peer"] = variant;
            line["peer_value"] = Rounded(value);
        }
        return line.ToJsonString();
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote, a measurement a line.</summary>
    /// <exception cref="InvalidDataException">A line is something else.</exception>
    public static IReadOnlyList<Measurement> ReadLines(string file)
    {
        var measurements = new List<Measurement>();
        foreach (var line in File.ReadLines(file))
        {
            measurements.Add(Read(line) ?? throw new InvalidDataException($"{file}: line {measurements.Count + 1} is no measurement."));
        }
        return measurements;
    }

    private static Measurement? Read(string line)
    {
        try
        {
            var json = JsonNode.Parse(line)!.AsObject();
            double Number(string key) => json[key]!.GetValue<double>();
            var config = json["config"]!.AsObject();
            json.Remove("config");
            var (name, metric) = (json["name"]!.GetValue<string>(), json["metric"]!.GetValue<string>());
            return new Measurement(name, config, metric, Number("value"), Number("min"), Number("median"), (int)Number("runs"))
            {
                Peer = json["peer"] is { } peer ? (peer.GetValue<string>(), Number("peer_value")) : null,
            };
        }
        catch (Exception e) when (e is JsonException or NullReferenceException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    // Six significant digits are more than a clock on a shared machine is good for.
    private static double Rounded(double value)
    {
        if (value == 0 || !double.IsFinite(value)) return value;
        var digits = 5 - (int)Math.Floor(Math.Log10(Math.Abs(value)));
        return digits is >= 0 and <= 15 ? Math.Round(value, digits) : Math.Round(value);
    }
}
