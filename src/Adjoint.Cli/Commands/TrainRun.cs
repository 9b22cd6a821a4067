using System.CommandLine;
using System.Globalization;
using Adjoint.Backends;
using Adjoint.Cli.Output;
using Adjoint.Data;
using Adjoint.Optim;
using Adjoint.Training;

namespace Adjoint.Cli.Commands;

/// <summary>One call of <c>train</c>: from the command line to the exit code.</summary>
internal sealed class TrainRun(TrainOptions options, ParseResult result)
{
    private readonly bool _json = result.GetValue(options.Json);

    public int Execute()
    {
        var requirements = (result.GetValue(options.Require) ?? []).Select(Requirement.Parse).ToArray();
        Backend.Threads = options.ThreadCount(result);
        return result.GetValue(options.Resume) is { } path ? Resume(RunFolder.Open(path), requirements) : Begin(requirements);
    }

    private int Begin(Requirement[] requirements)
    {
        // Names are checked before the data, which may take a while.
        options.GivenModel(result);
        options.GivenOptimizer(result);
        options.GivenSchedule(result);
        options.GivenTask(result);
        options.Recipe.GivenLoss(result);
        var data = options.GivenData(result).Load(options.Data.Location(result));
        var session = new RunSession(options.NewConfig(result, data.Train));
        session.RequireFits(data);
        foreach (var requirement in requirements) requirement.RequireKnown(session.Task);
        var folder = RunFolder.Create(result.GetValue(options.Out) ?? FreeFolder(session.Config));
        using var running = folder.Lock();
        session.Config.Save(folder.ConfigFile);
        return Train(session, data, folder, requirements, NewTrainer(session, folder));
    }

    private int Resume(RunFolder folder, Requirement[] requirements)
    {
        using var running = folder.Lock();
        var kept = RunSession.LoadConfig(folder);
        var config = options.ResumedConfig(result, kept);
        var data = DataCatalogue.Find(config.Data).Load(options.Data.Location(result));
        var session = new RunSession(config);
        session.RequireFits(data);
        foreach (var requirement in requirements) requirement.RequireKnown(session.Task);
        var trainer = NewTrainer(session, folder);
        trainer.Resume();
        if (trainer.EpochsDone > config.Epochs)
        {
            throw new UsageException($"--epochs {config.Epochs}: {folder.Path} has done {trainer.EpochsDone} epochs already.");
        }
        if (config.Epochs != kept.Epochs) config.Save(folder.ConfigFile);
        return Train(session, data, folder, requirements, trainer);
    }

    private static Trainer NewTrainer(RunSession session, RunFolder folder)
    {
        var config = session.Config;
        var settings = new OptimizerSettings(config.LearningRate, config.Momentum, config.WeightDecay);
        var optimizer = OptimizerEntry.Find(config.Optimizer).Create(session.Model.Parameters(), settings);
        return new Trainer(session.Model, session.Task, optimizer, session.Generator,
            new TrainerOptions
            {
                Epochs = config.Epochs,
                BatchSize = config.BatchSize,
                Seed = config.Seed,
                Schedule = ScheduleEntry.Find(config.Schedule).Create(),
                Penalty = config.Recipe.Penalty(),
                ClipNorm = config.Recipe.ClipNorm,
                ClipValue = config.Recipe.ClipValue,
                AverageDecay = config.Recipe.Average,
                EarlyStopping = config.Recipe.EarlyStopping(),
            },
            folder);
    }

    private int Train(RunSession session, DataSplits data, RunFolder folder, Requirement[] requirements, Trainer trainer)
    {
        var config = session.Config;
        var (train, validation) = config.Split(data.Train);
        using var log = new RunLog(folder, config, session.Task, session.Model.ParameterCount, Backend.Threads,
            _json ? StandardStreams.Output : null);
        var ending = new TrainEnding(log, folder, trainer);
        trainer.Observe(log);
        Say(string.Create(CultureInfo.InvariantCulture, $"{config.Model} ({session.Model.ParameterCount:N0} parameters) on {config.Data}: "
            + $"{train.Count:N0} examples to learn from, {validation.Count:N0} to validate, {data.Test.Count:N0} to test."));
        var progress = ErrorConsole.Resolve(result.GetValue(options.Progress));
        using var interruption = new Interruption(hasBars: progress == ProgressMode.Bar);
        try
        {
            var isFinished = Watch(trainer, progress, () => trainer.Run(train, validation, interruption.Token));
            if (!isFinished) return ending.Interrupted();
            if (trainer.BestEpoch > 0) folder.LoadWeights(session.Model);
            var test = Evaluator.Measure(session.Model, session.Task, data.Test, stop: interruption.Token);
            var last = ending.Done(test);
            SayResult(folder, config, trainer, test);
            if (last is not null && LearningWarning.For(RunHistory.Epochs(folder.MetricsFile), config.Classes.Count) is { } warning)
                StandardStreams.Error.WriteLine($"adjoint: warning: {warning}");
            return Requirement.Judge(requirements, last, test);
        }
        catch (DivergedException e)
        {
            ending.Diverged(e);
            throw;
        }
        catch (OperationCanceledException)
        {
            return ending.Interrupted();
        }
    }

    private static T Watch<T>(Trainer trainer, ProgressMode progress, Func<T> run)
    {
        switch (progress)
        {
            case ProgressMode.Bar:
                return BarProgress.Show(ErrorConsole.Create(), bars =>
                {
                    trainer.Observe(bars);
                    return run();
                });
            case ProgressMode.Plain:
                trainer.Observe(new PlainProgress(StandardStreams.Error));
                return run();
            default:
                return run();
        }
    }

    private static string FreeFolder(RunConfig config)
    {
        for (var number = 1; ; number++)
        {
            var path = Path.Combine("runs", $"{config.Model}-{config.Data}-{number}");
            if (!Path.Exists(path)) return path;
        }
    }

    private void SayResult(RunFolder folder, RunConfig config, Trainer trainer, Score test)
    {
        if (trainer.IsStoppedEarly)
            Say($"Stopped after epoch {trainer.EpochsDone}: {config.Recipe.Patience} epochs brought no improvement.");
        var weights = trainer.BestEpoch > 0 ? $"weights of epoch {trainer.BestEpoch}" : "untrained weights";
        Say(string.Create(CultureInfo.InvariantCulture, $"Test {ScoreText.Full(test)} "
            + $"({test.Count:N0} examples, {weights}), after {trainer.Seconds:0.0} s of training."));
        Say($"Left in {folder.Path}: curve.svg, {(trainer.BestEpoch > 0 ? "best.safetensors, " : "")}last.safetensors, metrics.jsonl.");
        if (config.Data != DataCatalogue.Default.Name) return;
        Say($"How well does it read real digits? adjoint eval {ShellText.Quote(folder.Path)} --data mnist");
    }

    // With --json standard output belongs to the JSON lines.
    private void Say(string text)
    {
        if (!_json) StandardStreams.Output.WriteLine(text);
    }
}
