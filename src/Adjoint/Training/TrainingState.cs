using System.Globalization;
using Adjoint.IO;

namespace Adjoint.Training;

/// <summary>
/// Everything an exact resume needs, in one file that is replaced as a whole: weights, optimizer, position in the data, sums of the running
/// epoch, randomness, and how much of the metrics file belongs to it.
/// </summary>
internal sealed class TrainingState(LearningTask task)
{
    private const string Format = "adjoint-training-state-2";
    private const string WeightPrefix = "model.";
    private const string OptimizerPrefix = "optimizer.";
    private const string AveragePrefix = "average.";
    private const string RunningPrefix = "running_";
    private const string SchedulePrefix = "schedule_";

    /// <summary>Epochs that are over.</summary>
    public int EpochsDone { get; set; }

    /// <summary>Batches done of the epoch after those.</summary>
    public int BatchesDone { get; set; }

    /// <summary>Steps over all epochs.</summary>
    public long Steps { get; set; }

    public ScoreSum Running { get; set; } = new(task);

    /// <summary>By the task's measure of a score.</summary>
    public double BestMerit { get; set; } = double.NegativeInfinity;

    public double BestLoss { get; set; } = double.PositiveInfinity;

    public int BestEpoch { get; set; }

    /// <summary>The measure that an epoch must improve on for training to go on.</summary>
    public double ReferenceMerit { get; set; } = double.NegativeInfinity;

    /// <summary>Epochs in a row that did not.</summary>
    public int StaleEpochs { get; set; }

    /// <summary>Seconds of training so far.</summary>
    public double Seconds { get; set; }

    /// <summary>Seconds of the running epoch so far.</summary>
    public double EpochSeconds { get; set; }

    /// <summary>Bytes of the metrics file that were written when this was saved.</summary>
    public long MetricsLength { get; set; }

    /// <summary>What the batches depend on; a resume with another of these would not end with the same bits.</summary>
    public required DataPlan Plan { get; set; }

    public void Save(string path, Learner learner)
    {
        var tensors = Prefixed(WeightPrefix, learner.Model.State()).Concat(Prefixed(OptimizerPrefix, learner.Optimizer.State));
        if (learner.Average is { } average) tensors = tensors.Concat(Prefixed(AveragePrefix, average.State));
        Safetensors.Save(path, tensors, Header(learner));
    }

    /// <summary>Reads the file and puts weights, optimizer and randomness back as they were.</summary>
    /// <exception cref="InvalidDataException">The file is corrupt, or is the state of another model or optimizer.</exception>
    public static TrainingState Load(string path, Learner learner)
    {
        var content = Safetensors.Load(path);
        try
        {
            Require(content.Metadata, "format", Format);
            // A header that was damaged in just this place would not be checked.
            Require(content.Metadata, SafetensorsHash.Key, null);
            Require(content.Metadata, "generator_seed", Text(learner.Generator.Seed));
            var state = Parse(learner.Task, content.Metadata);
            learner.Model.LoadState(Under(content, WeightPrefix));
            learner.Optimizer.LoadState(Parse<long>(content.Metadata, "optimizer_steps"), Under(content, OptimizerPrefix));
            learner.Average?.LoadState(Parse<long>(content.Metadata, "average_updates"), Under(content, AveragePrefix));
            learner.Schedule.LoadState(content.Metadata.Where(entry => entry.Key.StartsWith(SchedulePrefix, StringComparison.Ordinal))
                .ToDictionary(entry => entry.Key[SchedulePrefix.Length..], entry => Parse<double>(content.Metadata, entry.Key)));
            learner.Generator.Position = Parse<ulong>(content.Metadata, "generator_position");
            return state;
        }
        catch (Exception e) when (e is ArgumentException or KeyNotFoundException or FormatException or OverflowException)
        {
            throw new InvalidDataException($"{path}: this is not the training state of this run: {e.Message}", e);
        }
    }

    private Dictionary<string, string> Header(Learner learner)
    {
        var header = new Dictionary<string, string>
        {
            ["format"] = Format,
            ["task"] = task.Name,
            ["samples"] = Text(Plan.Samples),
            ["batch_size"] = Text(Plan.BatchSize),
            ["data_seed"] = Text(Plan.Seed),
            ["epochs_done"] = Text(EpochsDone),
            ["batches_done"] = Text(BatchesDone),
            ["steps"] = Text(Steps),
            ["best_merit"] = Text(BestMerit),
            ["best_loss"] = Text(BestLoss),
            ["best_epoch"] = Text(BestEpoch),
            ["seconds"] = Text(Seconds),
            ["epoch_seconds"] = Text(EpochSeconds),
            ["metrics_length"] = Text(MetricsLength),
            ["reference_merit"] = Text(ReferenceMerit),
            ["stale_epochs"] = Text(StaleEpochs),
            ["optimizer_steps"] = Text(learner.Optimizer.StepCount),
            ["average_updates"] = Text(learner.Average?.UpdateCount ?? 0),
            ["generator_seed"] = Text(learner.Generator.Seed),
            ["generator_position"] = Text(learner.Generator.Position),
        };
        foreach (var (name, value) in learner.Schedule.State) header.Add(SchedulePrefix + name, Text(value));
        foreach (var (name, text) in Running.Save()) header.Add(RunningPrefix + name, text);
        return header;
    }

    private static TrainingState Parse(LearningTask task, IReadOnlyDictionary<string, string> metadata)
    {
        Require(metadata, "task", task.Name);
        var state = new TrainingState(task)
        {
            EpochsDone = Parse<int>(metadata, "epochs_done"),
            BatchesDone = Parse<int>(metadata, "batches_done"),
            Steps = Parse<long>(metadata, "steps"),
            Plan = new DataPlan(Parse<int>(metadata, "samples"), Parse<int>(metadata, "batch_size"), Parse<ulong>(metadata, "data_seed")),
            BestMerit = Parse<double>(metadata, "best_merit"),
            BestLoss = Parse<double>(metadata, "best_loss"),
            BestEpoch = Parse<int>(metadata, "best_epoch"),
            ReferenceMerit = Parse<double>(metadata, "reference_merit"),
            StaleEpochs = Parse<int>(metadata, "stale_epochs"),
            Seconds = Parse<double>(metadata, "seconds"),
            EpochSeconds = Parse<double>(metadata, "epoch_seconds"),
            MetricsLength = Parse<long>(metadata, "metrics_length"),
        };
        state.Running.Restore(name => Find(metadata, RunningPrefix + name));
        return state;
    }

    private static void Require(IReadOnlyDictionary<string, string> metadata, string key, string? expected)
    {
        var found = Find(metadata, key);
        if (expected is not null && found != expected) throw new FormatException($"its {key} is {found}, and {expected} was expected.");
    }

    private static string Find(IReadOnlyDictionary<string, string> metadata, string key) =>
        metadata.TryGetValue(key, out var text) ? text : throw new KeyNotFoundException($"the header has no entry '{key}'.");

    private static IEnumerable<KeyValuePair<string, Tensor>> Prefixed(string prefix, IEnumerable<KeyValuePair<string, Tensor>> tensors) =>
        tensors.Select(entry => new KeyValuePair<string, Tensor>(prefix + entry.Key, entry.Value));

    private static Dictionary<string, Tensor> Under(SafetensorsContent content, string prefix) => content.Tensors
        .Where(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal))
        .ToDictionary(entry => entry.Key[prefix.Length..], entry => entry.Value);

    // Double precision survives the round trip: .NET writes the shortest text that reads back as the same number.
    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);

    private static T Parse<T>(IReadOnlyDictionary<string, string> metadata, string key) where T : IParsable<T> =>
        T.Parse(Find(metadata, key), CultureInfo.InvariantCulture);
}

/// <summary>What the batches of a run depend on.</summary>
/// <param name="Samples">The number of examples to learn from.</param>
/// <param name="BatchSize">Examples of one step.</param>
/// <param name="Seed">Decides their order.</param>
internal readonly record struct DataPlan(int Samples, int BatchSize, ulong Seed)
{
    public override string ToString() =>
        FormattableString.Invariant($"{Samples} examples in batches of {BatchSize}, shuffled by seed {Seed}");
}
