using System.Text.Json;
using System.Text.Json.Serialization;
using Adjoint.Data;
using Adjoint.IO;
using Adjoint.Models;
using static System.FormattableString;

namespace Adjoint.Training;

/// <summary>What was run, as <c>config.json</c> keeps it: enough to do the same again.</summary>
public sealed record RunConfig
{
    private const int Version = 1;

    /// <summary>Version of this format.</summary>
    public int V { get; init; } = Version;

    /// <summary>The network's name.</summary>
    public required string Model { get; init; }

    /// <summary>The data set's name.</summary>
    public required string Data { get; init; }

    /// <summary>The name of the task.</summary>
    public string Task { get; init; } = TaskEntry.Usual(TargetKind.Classes).Name;

    /// <summary>The shape of one example; null in runs of networks that take one shape only.</summary>
    public IReadOnlyList<int>? InputShape { get; init; }

    /// <summary>The classes' names, in order; empty where the targets are values.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>The names of the values of a target, in order; empty where the targets are classes.</summary>
    public IReadOnlyList<string> TargetNames { get; init; } = [];

    /// <summary>How many numbers the network makes of one example; as many as there are classes if 0.</summary>
    public int Outputs { get; init; }

    /// <summary>What was set of the network; null where all is as usual.</summary>
    public NetworkConfig? Network { get; init; }

    /// <summary>Passes over the training examples.</summary>
    public required int Epochs { get; init; }

    /// <summary>Examples of one step.</summary>
    public required int BatchSize { get; init; }

    /// <summary>The optimizer's name.</summary>
    public required string Optimizer { get; init; }

    /// <summary>The step size.</summary>
    public required double LearningRate { get; init; }

    /// <summary>The name of the schedule by which the step size changes.</summary>
    public required string Schedule { get; init; }

    /// <summary>The optimizer's momentum.</summary>
    public required double Momentum { get; init; }

    /// <summary>The weight of the L2 penalty.</summary>
    public required double WeightDecay { get; init; }

    /// <summary>What keeps the run from going wrong or learning by heart.</summary>
    public Recipe Recipe { get; init; } = new();

    /// <summary>The random changes of the training images, in order, such as <c>crop:4</c>.</summary>
    public IReadOnlyList<string> Augment { get; init; } = [];

    /// <summary>What is done to every image before the network sees it; null if nothing is.</summary>
    public ChannelNormalization? Normalization { get; init; }

    /// <summary>Decides first values, order of the examples and everything else that is random.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The fraction of the training examples that is held out to measure on after each epoch.</summary>
    public required double Validation { get; init; }

    /// <summary>The examples to learn from and those to measure on after each epoch: the set's own, or a part that is held out.</summary>
    public (DataSet Train, DataSet Validation) Split(DataSplits data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.Validation is { } validation) return (data.Train, validation);
        return Subset.RandomSplit(data.Train, (int)(data.Train.Count * Validation), Seed);
    }

    /// <summary>Reads <c>config.json</c>.</summary>
    /// <exception cref="InvalidDataException">The file is not such a configuration; the message says what was expected.</exception>
    public static RunConfig Load(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            var config = JsonSerializer.Deserialize(stream, RunConfigJson.Default.RunConfig) ?? throw new JsonException("it is null.");
            return config.Problem() is { } problem ? throw new JsonException(problem) : config;
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{path}: this is not the configuration of a run: {e.Message}", e);
        }
    }

    /// <summary>Writes <c>config.json</c>.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path) => AtomicFile.WriteText(path, JsonSerializer.Serialize(this, RunConfigJson.Default.RunConfig) + "\n");

    /// <summary>The random changes of the training images.</summary>
    public IReadOnlyList<Augmentation> Augmentations() => [.. Augment.Select(AugmentationEntry.Parse)];

    private string? AugmentationProblem()
    {
        try
        {
            Augmentations();
            return null;
        }
        catch (ArgumentException e)
        {
            return $"'augment': {e.Message}";
        }
    }

    private string? Problem()
    {
        if (V != Version) return Invariant($"it has version {V}, and this program reads version {Version}.");
        if (Classes.Any(name => name is null)) return "'classes' holds a name that is null.";
        if (TargetNames.Any(name => name is null)) return "'target_names' holds a name that is null.";
        if (Classes.Count == 0 && TargetNames.Count == 0) return "'classes' must name at least one class, or 'target_names' a value.";
        if (Outputs < 0) return Invariant($"'outputs' must be at least 0, and is {Outputs}.");
        if (InputShape is { } shape && (shape.Count == 0 || shape.Any(size => size < 1)))
            return $"'input_shape' must be sizes of at least 1, and is [{string.Join(", ", shape)}].";
        if (Network?.Problem() is { } problem) return problem;
        if (Epochs < 0) return Invariant($"'epochs' must be at least 0, and is {Epochs}.");
        if (BatchSize < 1) return Invariant($"'batch_size' must be at least 1, and is {BatchSize}.");
        if (LearningRate is not (>= 0 and <= double.MaxValue))
            return Invariant($"'learning_rate' must be finite and at least 0, and is {LearningRate}.");
        if (Momentum is not (>= 0 and < 1)) return Invariant($"'momentum' must be at least 0 and less than 1, and is {Momentum}.");
        if (WeightDecay is not (>= 0 and <= double.MaxValue))
            return Invariant($"'weight_decay' must be finite and at least 0, and is {WeightDecay}.");
        if (AugmentationProblem() is { } augmentation) return augmentation;
        if (Normalization is { } normalization && normalization.Problem(normalization.Mean.Count) is { } wrong) return wrong;
        if (Validation is not (>= 0 and < 1)) return Invariant($"'validation' must be at least 0 and less than 1, and is {Validation}.");
        return Recipe.Problem(Classes.Count);
    }
}

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(RunConfig))]
internal sealed partial class RunConfigJson : JsonSerializerContext;
