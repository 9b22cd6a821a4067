using System.CommandLine;
using Adjoint.Cli.Output;
using Adjoint.Data;
using Adjoint.Models;
using Adjoint.Optim;
using Adjoint.Training;

namespace Adjoint.Cli.Commands;

/// <summary>The options of <c>train</c>.</summary>
internal sealed class TrainOptions
{
    public Argument<string?> Model { get; } = new("MODEL")
    {
        Description = "The network: " + string.Join(", ", ModelCatalogue.Entries.Select(entry => entry.Name)) + ".",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public DataOptions Data { get; } = new();

    public Option<int?> Epochs { get; } = new("--epochs") { Description = "Passes over the training examples.", HelpName = "N" };

    public Option<int?> BatchSize { get; } = new("--batch-size") { Description = "Examples of one step.", HelpName = "N" };

    public Option<string?> Optimizer { get; } = new("--optimizer")
    {
        Description = "How the weights are changed: " + string.Join(", ", OptimizerCatalogue.Entries.Select(entry => entry.Name)) + ".",
        HelpName = "NAME",
    };

    public Option<double?> LearningRate { get; } = new("--lr") { Description = "The step size.", HelpName = "X" };

    public Option<string?> Schedule { get; } = new("--schedule")
    {
        Description = "How the step size changes over the run: " + string.Join(", ", ScheduleCatalogue.Entries.Select(entry => entry.Name)) + ".",
        HelpName = "NAME",
    };

    public Option<double?> Momentum { get; } = new("--momentum") { Description = "The momentum of sgd and nesterov (0.9).", HelpName = "X" };

    public Option<double?> WeightDecay { get; } = new("--weight-decay") { Description = "The weight of the L2 penalty (0).", HelpName = "X" };

    public Option<double?> Validation { get; } = new("--validation") { Description = "The fraction of the training examples held out to choose the best epoch by (0.1).", HelpName = "X" };

    public Option<ulong?> Seed { get; } = new("--seed") { Description = "Decides everything random; the same seed gives the same bits (0).", HelpName = "N" };

    public Option<int?> Threads { get; } = new("--threads") { Description = "Threads of the kernels; the results do not depend on it (all cores).", HelpName = "N" };

    public Option<string?> Out { get; } = new("--out") { Description = "The run folder to make (runs/MODEL-DATA-NUMBER).", HelpName = "DIR" };

    public Option<string?> Resume { get; } = new("--resume") { Description = "Goes on with an interrupted run, to the same bits.", HelpName = "RUN" };

    public Option<string[]> Require { get; } = new("--require") { Description = "Fails with exit code 5 unless METRIC>=X, such as test_acc>=0.98.", HelpName = "METRIC>=X" };

    public Option<ProgressMode> Progress { get; } = new("--progress")
    {
        Description = "How progress is shown on standard error.",
        HelpName = "auto|bar|plain|none",
        DefaultValueFactory = _ => ProgressMode.Auto,
    };

    public Option<bool> Json { get; } = new("--json") { Description = "Standard output is JSON lines only." };

    public void AddTo(Command command)
    {
        command.Add(Model);
        Data.AddTo(command);
        foreach (var option in new Option[] { Epochs, BatchSize, Optimizer, LearningRate, Schedule, Momentum, WeightDecay, Validation, Seed, Threads, Out, Resume, Require, Progress, Json })
        {
            command.Add(option);
        }
    }

    public ModelEntry GivenModel(ParseResult result) => ModelEntry.Find(
        result.GetValue(Model) ?? throw new UsageException("train needs the name of a MODEL, or --resume RUN. Hint: adjoint train lenet5."));

    public IDataSource GivenData(ParseResult result) => result.GetValue(Data.Data) is { } name ? DataCatalogue.Find(name) : DataCatalogue.Default;

    /// <summary>The configuration of a new run.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="data">The data that it names.</param>
    public RunConfig NewConfig(ParseResult result, DataSet data)
    {
        var model = GivenModel(result);
        var optimizer = OptimizerEntry.Find(result.GetValue(Optimizer) ?? model.Defaults.Optimizer);
        var usual = optimizer.Name == model.Defaults.Optimizer ? model.Defaults.LearningRate : optimizer.LearningRate;
        return new RunConfig
        {
            Model = model.Name,
            Data = data.Name,
            Classes = data.Classes,
            Epochs = Within(result, Epochs, model.Defaults.Epochs, 0, int.MaxValue),
            BatchSize = Within(result, BatchSize, model.Defaults.BatchSize, 1, 1 << 20),
            Optimizer = optimizer.Name,
            LearningRate = Within(result, LearningRate, usual, 0, 1e6),
            Schedule = ScheduleEntry.Find(result.GetValue(Schedule) ?? model.Defaults.Schedule).Name,
            Momentum = Within(result, Momentum, 0.9, 0, 0.999999),
            WeightDecay = Within(result, WeightDecay, 0, 0, 1e6),
            Seed = result.GetValue(Seed) ?? 0,
            Validation = Within(result, Validation, 0.1, 0, 0.9),
        };
    }

    /// <summary>The configuration of a run to go on with; only the number of epochs may be changed.</summary>
    public RunConfig ResumedConfig(ParseResult result, RunFolder folder)
    {
        Option[] refused = [Data.Data, BatchSize, Optimizer, LearningRate, Schedule, Momentum, WeightDecay, Validation, Seed, Out];
        if (refused.FirstOrDefault(option => result.GetResult(option) is { Implicit: false }) is { } option)
        {
            throw new UsageException($"{option.Name} cannot be changed in a run that is resumed: it would end with other weights. Hint: leave it out, or start a new run.");
        }
        var config = RunConfig.Load(folder.ConfigFile);
        if (result.GetValue(Model) is { } name && name != config.Model) throw new UsageException($"{folder.Path} is a run of {config.Model}, not of {name}.");
        var epochs = Within(result, Epochs, config.Epochs, 0, int.MaxValue);
        if (epochs != config.Epochs && config.Schedule != "constant")
        {
            throw new UsageException($"--epochs cannot be changed in a run whose step size falls by schedule {config.Schedule}: every step depends on it. Hint: start a new run, or begin with --schedule constant.");
        }
        return config with { Epochs = epochs };
    }

    public int ThreadCount(ParseResult result) => Within(result, Threads, Environment.ProcessorCount, 1, 1024);

    private static T Within<T>(ParseResult result, Option<T?> option, T usual, T least, T most) where T : struct, IComparable<T>
    {
        var value = result.GetValue(option) ?? usual;
        // NaN compares as smaller than everything.
        if (value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0) return value;
        throw new UsageException(FormattableString.Invariant($"{option.Name} {value} is out of range; it must lie between {least} and {most}."));
    }
}
