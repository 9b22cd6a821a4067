using System.Text.Json;
using System.Text.Json.Serialization;
using Adjoint.IO;

namespace Adjoint.Training;

/// <summary>What was run, as <c>config.json</c> keeps it: enough to do the same again.</summary>
public sealed record RunConfig
{
    /// <summary>Version of this format.</summary>
    public int V { get; init; } = 1;

    /// <summary>The network's name.</summary>
    public required string Model { get; init; }

    /// <summary>The data set's name.</summary>
    public required string Data { get; init; }

    /// <summary>The classes' names, in order.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>Passes over the training examples.</summary>
    public required int Epochs { get; init; }

    /// <summary>Examples of one step.</summary>
    public required int BatchSize { get; init; }

    /// <summary>The optimizer's name.</summary>
    public required string Optimizer { get; init; }

    /// <summary>The step size.</summary>
    public required double LearningRate { get; init; }

    /// <summary>The optimizer's momentum.</summary>
    public required double Momentum { get; init; }

    /// <summary>The weight of the L2 penalty.</summary>
    public required double WeightDecay { get; init; }

    /// <summary>Decides first values, order of the examples and everything else that is random.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The fraction of the training examples that is held out to measure on after each epoch.</summary>
    public required double Validation { get; init; }

    /// <summary>Reads <c>config.json</c>.</summary>
    /// <exception cref="InvalidDataException">The file is not such a configuration.</exception>
    public static RunConfig Load(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            var config = JsonSerializer.Deserialize(stream, RunConfigJson.Default.RunConfig) ?? throw new JsonException("it is null.");
            return config.V == 1 ? config : throw new JsonException($"it has version {config.V}, and this program reads version 1.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{path} is not the configuration of a run: {e.Message}", e);
        }
    }

    /// <summary>Writes <c>config.json</c>.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path) => AtomicFile.WriteText(path, JsonSerializer.Serialize(this, RunConfigJson.Default.RunConfig) + "\n");
}

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(RunConfig))]
internal sealed partial class RunConfigJson : JsonSerializerContext;
