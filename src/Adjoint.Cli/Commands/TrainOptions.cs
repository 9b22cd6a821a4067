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
    private const double UsualMomentum = 0.9;
    private const double UsualValidation = 0.1;

    private readonly Option<int?> _epochs =
        new NumberOption<int>("--epochs", "Passes over the training examples (5).", 0, int.MaxValue).Option;

    private readonly Option<int?> _batchSize =
        new NumberOption<int>("--batch-size", "Examples of one step (64).", 1, 1 << 20).Option;

    private readonly Option<double?> _learningRate =
        new NumberOption<double>("--lr", "The step size (the usual one of MODEL and optimizer).", 0, 1e6, "X").Option;

    private readonly Option<double?> _momentum =
        new NumberOption<double>("--momentum", "The momentum of sgd and nesterov (0.9).", 0, 0.999999, "X").Option;

    private readonly Option<double?> _weightDecay =
        new NumberOption<double>("--weight-decay",
            "How strongly the optimizer pulls weights to zero, by its own rule (as is usual for MODEL and data).", 0, 1e6, "X").Option;

    private readonly Option<double?> _validation = new NumberOption<double>(
        "--validation", "The fraction of the training examples held out to choose the best epoch by (0.1).", 0, 0.9, "X").Option;

    private readonly Option<ulong?> _seed = new NumberOption<ulong>(
        "--seed", "Decides everything random; the same seed gives the same bits (0).", 0, ulong.MaxValue).Option;

    private readonly Option<int?> _threads = new NumberOption<int>(
        "--threads", "Threads of the kernels; the results do not depend on it (all cores).", 1, 1024).Option;

    private readonly Option<string?> _optimizer = new("--optimizer")
    {
        Description = "How the weights are changed: " + string.Join(", ", OptimizerCatalogue.Entries.Select(entry => entry.Name))
            + " (that of MODEL).",
        HelpName = "NAME",
    };

    private readonly Option<string?> _schedule = new("--schedule")
    {
        Description = "How the step size changes over the run: " + string.Join(", ", ScheduleCatalogue.Entries.Select(entry => entry.Name))
            + " (that of MODEL).",
        HelpName = "NAME",
    };

    private readonly Option<string?> _task = new("--task")
    {
        Description = "What is learned: " + string.Join(", ", TaskCatalogue.Entries.Select(entry => entry.Name))
            + " (classification of classes, regression on values).",
        HelpName = "NAME",
    };

    public Argument<string?> Model { get; } = new("MODEL")
    {
        Description = "The network: " + string.Join(", ", ModelCatalogue.Entries.Select(entry => entry.Name)) + ".",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public DataOptions Data { get; } = new();

    public TableOptions Tables { get; } = new();

    public RecipeOptions Recipe { get; } = new();

    public NetworkOptions Network { get; } = new();

    public ImageOptions Images { get; } = new();

    public Option<string?> Out { get; } = new("--out")
    {
        Description = "The run folder to make (runs/MODEL-DATA-NUMBER).",
        HelpName = "DIR",
    };

    public Option<string?> Resume { get; } = new("--resume")
    {
        Description = "Goes on with an interrupted run, to the same bits.",
        HelpName = "RUN",
    };

    public Option<string[]> Require { get; } = new("--require")
    {
        Description = "Fails with exit code 5 unless METRIC>=X (or METRIC<=X) holds, such as test_acc>=0.98.",
        HelpName = "CONDITION",
    };

    public Option<ProgressMode> Progress { get; } = ProgressModeOption.Create();

    public Option<bool> Json { get; } = new("--json") { Description = "Standard output is JSON lines only." };

    // What decides the weights; the number of epochs does too, but may grow.
    private Option[] Settings =>
    [
        .. Network.All, _task, _batchSize, _optimizer, _learningRate, _schedule, _momentum, _weightDecay, .. Recipe.All, .. Images.All,
        _validation, _seed,
    ];

    public void AddTo(Command command)
    {
        command.Add(Model);
        Data.AddTo(command);
        Option[] options = [_epochs, .. Settings, .. Tables.All, _threads, Out, Resume, Require, Progress, Json];
        foreach (var option in options) command.Add(option);
    }

    public ModelEntry GivenModel(ParseResult result) => ModelEntry.Find(
        result.GetValue(Model)
            ?? throw new UsageException("train needs the name of a MODEL, or --resume RUN. Hint: adjoint train lenet5."));

    public IDataSource GivenData(ParseResult result) =>
        result.GetValue(Data.Data) is { } name ? DataCatalogue.Find(name) : DataCatalogue.Default;

    public OptimizerEntry GivenOptimizer(ParseResult result) =>
        OptimizerEntry.Find(result.GetValue(_optimizer) ?? GivenModel(result).Defaults.Optimizer);

    public ScheduleEntry GivenSchedule(ParseResult result) =>
        ScheduleEntry.Find(result.GetValue(_schedule) ?? GivenModel(result).Defaults.Schedule);

    /// <summary>The task that was named; null if it is to be that of the data.</summary>
    public TaskEntry? GivenTask(ParseResult result) => result.GetValue(_task) is { } name ? TaskEntry.Find(name) : null;

    public ulong Seed(ParseResult result) => result.GetValue(_seed) ?? 0;

    public double Validation(ParseResult result) => result.GetValue(_validation) ?? UsualValidation;

    public int ThreadCount(ParseResult result) => result.GetValue(_threads) ?? Environment.ProcessorCount;

    /// <summary>The configuration of a new run.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="data">The data that it names.</param>
    /// <param name="table">The table that they are from; null if they are from none.</param>
    public RunConfig NewConfig(ParseResult result, DataSplits data, TableRun? table = null)
    {
        var model = GivenModel(result);
        var task = GivenTask(result) ?? (model.Tasks is [var only] ? TaskEntry.Find(only) : TaskEntry.Usual(data.Train.TargetKind));
        RequireLearnable(model, task);
        // Before a network for photographs is made in vain.
        if (!model.Takes(data.Train.InputShape)) throw RunSession.Misfit(model, data.Train);
        var images = table is null
            ? UsualTraining.For(model, data.Train.Name)
            : new UsualTraining(TableDefaults.For(model, data.Train.Count));
        var usual = images.Defaults;
        var optimizer = OptimizerEntry.Find(result.GetValue(_optimizer) ?? usual.Optimizer);
        var usualRate = optimizer.Name == usual.Optimizer ? usual.LearningRate : optimizer.LearningRate;
        var config = new RunConfig
        {
            Model = model.Name,
            Data = table?.Name ?? data.Train.Name,
            Task = task.Name,
            InputShape = model.TakesOtherInputs ? data.Train.InputShape : null,
            Classes = data.Train.Classes,
            TargetNames = data.Train.TargetNames,
            Network = Network.Given(result, model),
            Outputs = OutputCount(task, data.Train),
            Epochs = result.GetValue(_epochs) ?? usual.Epochs,
            BatchSize = result.GetValue(_batchSize) ?? usual.BatchSize,
            Optimizer = optimizer.Name,
            LearningRate = result.GetValue(_learningRate) ?? usualRate,
            Schedule = ScheduleEntry.Find(result.GetValue(_schedule) ?? usual.Schedule).Name,
            Momentum = result.GetValue(_momentum) ?? UsualMomentum,
            WeightDecay = result.GetValue(_weightDecay) ?? images.WeightDecay,
            Seed = Seed(result),
            Validation = Validation(result),
        };
        var train = config.Split(data).Train;
        config = config with { Recipe = Recipe.Given(result, task, train) };
        return table is null ? Images.Set(result, config, images, train) : config;
    }

    private static void RequireLearnable(ModelEntry model, TaskEntry task)
    {
        if (model.Tasks is not { } tasks || tasks.Contains(task.Name)) return;
        var others = ModelCatalogue.Entries.Where(entry => entry.Tasks?.Contains(task.Name) ?? entry.TakesAnyInput).Select(entry => entry.Name);
        throw new UsageException($"{model.Name} learns {string.Join(" or ", tasks)}, and this is {task.Name}. Hint: "
            + $"train {string.Join(" or ", others)}, or choose another --task.");
    }

    // A set that the task does not take is refused before a network of no outputs is made.
    private static int OutputCount(TaskEntry entry, DataSet data)
    {
        var task = entry.Create(new TaskSettings());
        task.Require(data);
        return task.OutputCount(data);
    }

    /// <summary>The configuration of a run to go on with; only the number of epochs may be changed, and only if no step depends on
    /// it.</summary>
    public RunConfig ResumedConfig(ParseResult result, RunConfig kept)
    {
        Option[] refused = [Data.Data, .. Settings, .. Tables.All, Out];
        if (refused.FirstOrDefault(option => result.GetResult(option) is { Implicit: false }) is { } option)
        {
            throw new UsageException($"{option.Name} cannot be changed in a run that is resumed: it would end with other weights. Hint: "
                + "leave it out, or start a new run.");
        }
        if (result.GetValue(Model) is { } name && !name.Equals(kept.Model, StringComparison.OrdinalIgnoreCase))
        {
            throw new UsageException($"the run to resume is one of {kept.Model}, not of {name}. Hint: leave the name out.");
        }
        var epochs = result.GetValue(_epochs) ?? kept.Epochs;
        if (epochs == kept.Epochs || ScheduleEntry.Find(kept.Schedule).Create() is ConstantSchedule) return kept with { Epochs = epochs };
        throw new UsageException($"--epochs cannot be changed in a run whose step size changes by the schedule '{kept.Schedule}': every "
            + "step depends on it. "
            + "Hint: leave it out, or begin a run with --schedule constant.");
    }
}
