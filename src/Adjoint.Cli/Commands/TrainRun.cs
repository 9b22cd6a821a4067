using System.CommandLine;
using System.Globalization;
using Adjoint.Backends;
using Adjoint.Cli.Output;
using Adjoint.Data;
using Adjoint.Inspect;
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
        options.Network.Given(result, options.GivenModel(result));
        options.GivenOptimizer(result);
        options.GivenSchedule(result);
        options.GivenTask(result);
        options.Recipe.GivenLoss(result);
        options.Images.Augment(result);
        var table = TableRun.Begin(options, result);
        if (table is not null) options.Images.RequireNone(result);
        var data = table?.Splits ?? options.GivenData(result).Load(options.Data.Location(result));
        var session = new RunSession(options.NewConfig(result, data, table), table?.Config);
        data = session.Fit(data);
        foreach (var requirement in requirements) requirement.RequireKnown(session.Task);
        var folder = RunFolder.Create(result.GetValue(options.Out) ?? FreeFolder(session.Config));
        using var running = folder.Lock();
        session.Config.Save(folder.ConfigFile);
        table?.Config.Save(folder.TableFile);
        return Train(session, data, table, folder, requirements, session.NewTrainer(folder));
    }

    private int Resume(RunFolder folder, Requirement[] requirements)
    {
        using var running = folder.Lock();
        var kept = RunSession.LoadConfig(folder);
        var config = options.ResumedConfig(result, kept);
        var table = TableRun.Open(folder);
        var data = table?.Splits ?? DataCatalogue.Find(config.Data).Load(options.Data.Location(result));
        var session = new RunSession(config, table?.Config);
        data = session.Fit(data);
        foreach (var requirement in requirements) requirement.RequireKnown(session.Task);
        var trainer = session.NewTrainer(folder);
        trainer.Resume();
        if (trainer.EpochsDone > config.Epochs)
        {
            throw new UsageException($"--epochs {config.Epochs}: {folder.Path} has done {trainer.EpochsDone} epochs already.");
        }
        if (config.Epochs != kept.Epochs) config.Save(folder.ConfigFile);
        return Train(session, data, table, folder, requirements, trainer);
    }

    private int Train(RunSession session, DataSplits data, TableRun? table, RunFolder folder, Requirement[] requirements,
        Trainer trainer)
    {
        var config = session.Config;
        var (train, validation) = config.Split(data);
        using var log = new RunLog(folder, config, session.Task, session.Model.ParameterCount, Backend.Threads,
            _json ? StandardStreams.Output : null, table?.Config.Notes);
        var ending = new TrainEnding(log, folder, trainer);
        trainer.Observe(log);
        Say(string.Create(CultureInfo.InvariantCulture, $"{config.Model} ({session.Model.ParameterCount:N0} parameters) on {config.Data}: "
            + $"{train.Count:N0} examples to learn from, {validation.Count:N0} to validate, {data.Test.Count:N0} to test."));
        if (config.Augment.Count > 0) Say($"Training images are changed at random: {string.Join(", ", config.Augment)}.");
        if (config.Normalization is { } normalization)
        {
            Say($"Images are normalised by channel: mean {ChannelText(normalization.Mean)}, standard deviation "
                + $"{ChannelText(normalization.StandardDeviation)}.");
        }
        var progress = ErrorConsole.Resolve(result.GetValue(options.Progress));
        using var interruption = new Interruption(hasBars: progress == ProgressMode.Bar);
        try
        {
            if (progress != ProgressMode.None) table?.Introduce(StandardStreams.Error);
            var isFinished = Watch(trainer, progress, () => trainer.Run(train, validation, interruption.Token));
            if (!isFinished) return ending.Interrupted();
            var folds = table is { Config.Folds: > 0 } ? CrossValidate(table, config, log, progress, interruption.Token) : ExitCode.Done;
            if (folds == ExitCode.Interrupted) return ending.Interrupted();
            if (trainer.BestEpoch > 0) folder.LoadWeights(session.Model);
            var outcome = TestOutcome.Measure(session.Model, session.Task, data.Test, interruption.Token);
            var test = outcome.Score;
            var last = ending.Done(test);
            RunPage.Write(folder, session, table?.Data, outcome);
            SayResult(folder, config, trainer, test);
            if (last is not null && LearningWarning.For(RunHistory.Epochs(folder.MetricsFile), config.Classes.Count) is { } warning)
                StandardStreams.Error.WriteLine($"adjoint: warning: {warning}");
            var judged = Requirement.Judge(requirements, last, test);
            return folds == ExitCode.Done ? judged : folds;
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

    private int CrossValidate(TableRun table, RunConfig config, RunLog log, ProgressMode progress, CancellationToken stop)
    {
        var errors = progress == ProgressMode.None ? null : StandardStreams.Error;
        var folds = new FoldRun(table, config, log, errors);
        var code = folds.Execute(stop);
        if (folds.Result is { } scores)
            Say($"Cross-validation in {table.Config.Folds} folds (mean and standard deviation): {scores}.");
        return code;
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
            var path = Path.Combine("runs", $"{config.Model}-{FileName(config.Data)}-{number}");
            if (!Path.Exists(path)) return path;
        }
    }

    // A table may be called as it likes.
    private static string FileName(string name) =>
        string.Concat(name.Select(character => char.IsLetterOrDigit(character) || character is '-' or '_' or '.' ? character : '-'));

    private void SayResult(RunFolder folder, RunConfig config, Trainer trainer, Score test)
    {
        if (trainer.IsStoppedEarly)
        {
            Say($"Stopped after epoch {trainer.EpochsDone}, without improvement since epoch "
                + $"{trainer.EpochsDone - config.Recipe.Patience}.");
        }
        var weights = trainer.BestEpoch > 0 ? $"weights of epoch {trainer.BestEpoch}"
            : trainer.EpochsDone > 0 ? "weights of the last epoch, as no loss could be told from another"
            : "untrained weights";
        Say(test.Count == 0
            ? string.Create(CultureInfo.InvariantCulture, $"No test examples to measure ({weights}), after {trainer.Seconds:0.0} s of training.")
            : string.Create(CultureInfo.InvariantCulture, $"Test {ScoreText.Full(test)} "
                + $"({test.Count:N0} examples, {weights}), after {trainer.Seconds:0.0} s of training."));
        Say($"Left in {folder.Path}: report.html, curve.svg, {(trainer.BestEpoch > 0 ? "best.safetensors, " : "")}last.safetensors, "
            + "metrics.jsonl.");
        if (config.Data != DataCatalogue.Default.Name) return;
        Say($"How well does it read real digits? adjoint eval {ShellText.Quote(folder.Path)} --data mnist");
    }

    private static string ChannelText(IReadOnlyList<float> values) =>
        string.Join(' ', values.Select(value => value.ToString("0.000", CultureInfo.InvariantCulture)));

    // With --json standard output belongs to the JSON lines.
    private void Say(string text)
    {
        if (!_json) StandardStreams.Output.WriteLine(text);
    }
}
