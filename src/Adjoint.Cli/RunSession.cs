using Adjoint.Cli.Commands;
using Adjoint.Data;
using Adjoint.Models;
using Adjoint.Nn;
using Adjoint.Optim;
using Adjoint.Training;

namespace Adjoint.Cli;

/// <summary>The parts that a configuration names: network and task.</summary>
internal sealed class RunSession
{
    /// <param name="config">What is run.</param>
    /// <param name="table">The table of the run; null if it has none.</param>
    public RunSession(RunConfig config, TableConfig? table = null)
    {
        (Config, Table) = (config, table);
        Entry = ModelEntry.Find(config.Model);
        Generator = new Generator(config.Seed);
        InputShape = config.InputShape ?? Entry.InputShape;
        if (config.Normalization is { } normalization && normalization.Mean.Count != InputShape[0])
        {
            throw new InvalidDataException($"The configuration of the run normalises {normalization.Mean.Count} channels, and the images of "
                + $"{config.Model} have {InputShape[0]}.");
        }
        var settings = new ModelSettings(InputShape, config.Outputs > 0 ? config.Outputs : config.Classes.Count);
        Model = Entry.Create(config.Network?.Set(settings) ?? settings, Generator);
        Task = TaskEntry.Find(config.Task).Create(config.Recipe.TaskSettings() with
        {
            TargetUnit = table?.Encoder.Target is ValueTarget target ? target.StandardDeviation : 1,
        });
    }

    public RunConfig Config { get; }

    /// <summary>The table of the run; null if it has none.</summary>
    public TableConfig? Table { get; }

    public ModelEntry Entry { get; }

    /// <summary>The shape of one example.</summary>
    public IReadOnlyList<int> InputShape { get; }

    /// <summary>First values, and whatever the network draws while training.</summary>
    public Generator Generator { get; }

    public Module<Tensor, Tensor> Model { get; }

    public LearningTask Task { get; }

    /// <summary>A finished or interrupted run with its best weights.</summary>
    public static RunSession Open(string path)
    {
        var folder = RunFolder.Open(path);
        var session = new RunSession(LoadConfig(folder), TableRun.LoadConfig(folder));
        folder.LoadWeights(session.Model);
        session.Model.Eval();
        return session;
    }

    /// <summary>The configuration of a run; names that this program does not know are the file's fault, not the command line's.</summary>
    public static RunConfig LoadConfig(RunFolder folder)
    {
        var config = RunConfig.Load(folder.ConfigFile);
        try
        {
            ModelEntry.Find(config.Model);
            if (!File.Exists(folder.TableFile)) DataCatalogue.Find(config.Data);
            OptimizerEntry.Find(config.Optimizer);
            ScheduleEntry.Find(config.Schedule);
            TaskEntry.Find(config.Task);
            config.Network?.RequireKnown();
            return config;
        }
        catch (UnknownNameException e)
        {
            throw new InvalidDataException($"{folder.ConfigFile}: {e.Message}", e);
        }
    }

    /// <summary>A trainer for the network.</summary>
    /// <param name="folder">Where it saves; null to save nothing.</param>
    public Trainer NewTrainer(RunFolder? folder)
    {
        var settings = new OptimizerSettings(Config.LearningRate, Config.Momentum, Config.WeightDecay);
        var optimizer = OptimizerEntry.Find(Config.Optimizer).Create(Model.Parameters(), settings);
        return new Trainer(Model, Task, optimizer, Generator,
            new TrainerOptions
            {
                Epochs = Config.Epochs,
                BatchSize = Config.BatchSize,
                Seed = Config.Seed,
                Schedule = ScheduleEntry.Find(Config.Schedule).Create(),
                Augmentations = Config.Augmentations(),
                Penalty = Config.Recipe.Penalty(),
                ClipNorm = Config.Recipe.ClipNorm,
                ClipValue = Config.Recipe.ClipValue,
                AverageDecay = Config.Recipe.Average,
                EarlyStopping = Config.Recipe.EarlyStopping(),
            },
            folder);
    }

    /// <summary>The examples as the network takes them: normalised, if its run says so.</summary>
    /// <exception cref="UsageException">It cannot take them.</exception>
    public DataSplits Fit(DataSplits data)
    {
        RequireFits(data);
        if (Config.Normalization is not { } normalization) return data;
        return new DataSplits(new NormalizedDataSet(data.Train, normalization), new NormalizedDataSet(data.Test, normalization),
            data.Validation is { } validation ? new NormalizedDataSet(validation, normalization) : null);
    }

    /// <summary>An image as the network takes it.</summary>
    public float[] Normalized(float[] image)
    {
        if (Config.Normalization is not { } normalization) return image;
        float[] result = [.. image];
        normalization.Apply(result, image.Length / InputShape[0]);
        return result;
    }

    /// <summary>The error for examples of a shape that a network cannot be made for.</summary>
    public static UsageException Misfit(ModelEntry entry, DataSet examples) => new(
        $"{entry.Name} takes {entry.TakenInputs}, and the examples of {examples.Name} are [{string.Join(", ", examples.InputShape)}].");

    private void RequireFits(DataSplits data)
    {
        var examples = data.Train;
        if (!examples.InputShape.SequenceEqual(InputShape))
        {
            throw new UsageException($"this {Entry.Name} takes [{string.Join(", ", InputShape)}], and the examples of {examples.Name} are "
                + $"[{string.Join(", ", examples.InputShape)}].");
        }
        Task.Require(examples);
        if (examples.Classes.Count != Config.Classes.Count)
        {
            throw new UsageException($"this network has {Config.Classes.Count} classes, and {examples.Name} has {examples.Classes.Count}.");
        }
        if (examples.TargetLength != Config.TargetNames.Count)
        {
            throw new UsageException($"this network has {Config.TargetNames.Count} values as targets, and {examples.Name} has "
                + $"{examples.TargetLength}.");
        }
    }
}
