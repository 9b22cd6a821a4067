using System.CommandLine;
using System.Globalization;
using Adjoint.Backends;
using Adjoint.Cli.Output;
using Adjoint.Data;
using Adjoint.Inspect;
using Adjoint.IO;
using Adjoint.Optim;
using Adjoint.Training;

namespace Adjoint.Cli.Commands;

/// <summary>One call of <c>train</c>.</summary>
internal sealed class TrainRun(TrainOptions options, ParseResult result)
{
    private readonly bool _json = result.GetValue(options.Json);

    public int Execute()
    {
        var requirements = (result.GetValue(options.Require) ?? []).Select(Requirement.Parse).ToArray();
        var resumed = result.GetValue(options.Resume);
        var existing = resumed is null ? null : RunFolder.Open(resumed);
        if (existing is null) options.GivenModel(result);
        var kept = existing is null ? null : options.ResumedConfig(result, existing);
        var source = kept is null ? options.GivenData(result) : DataCatalogue.Find(kept.Data);
        Backend.Threads = options.ThreadCount(result);
        var data = source.Load(options.Data.Location(result));
        var session = new RunSession(kept ?? options.NewConfig(result, data.Train));
        session.RequireFits(data);
        var folder = existing ?? RunFolder.Create(result.GetValue(options.Out) ?? FreeFolder(session.Config));
        session.Config.Save(folder.ConfigFile);
        return Train(session, data, folder, requirements, isResumed: existing is not null);
    }

    private int Train(RunSession session, DataSplits data, RunFolder folder, Requirement[] requirements, bool isResumed)
    {
        var config = session.Config;
        var (train, validation) = Subset.RandomSplit(data.Train, (int)(data.Train.Count * config.Validation), config.Seed);
        var optimizer = OptimizerEntry.Find(config.Optimizer).Create(session.Model.Parameters(), new OptimizerSettings(config.LearningRate, config.Momentum, config.WeightDecay));
        var trainer = new Trainer(session.Model, session.Loss, optimizer, session.Generator,
            new TrainerOptions { Epochs = config.Epochs, BatchSize = config.BatchSize, Seed = config.Seed, Schedule = ScheduleEntry.Find(config.Schedule).Schedule }, folder);
        if (isResumed) trainer.Resume();
        using var log = new RunLog(folder, config, session.Model.ParameterCount, Backend.Threads, _json ? Console.Out : null);
        trainer.Observe(log);
        Say(string.Create(CultureInfo.InvariantCulture, $"{config.Model} ({session.Model.ParameterCount:N0} parameters) on {config.Data}: {train.Count:N0} examples to learn from, {validation.Count:N0} to validate, {data.Test.Count:N0} to test."));
        using var interruption = new Interruption();
        try
        {
            if (!Watch(trainer, () => trainer.Run(train, validation, interruption.Token)))
            {
                Finish(log, folder, trainer, new Score(double.NaN, double.NaN, 0), "interrupted");
                Console.Error.WriteLine($"Interrupted and saved. To go on: adjoint train --resume {folder.Path}");
                return ExitCode.Interrupted;
            }
        }
        catch (DivergedException e)
        {
            Finish(log, folder, trainer, new Score(e.Loss, double.NaN, 0), "diverged");
            throw;
        }
        if (trainer.BestEpoch > 0) folder.LoadWeights(session.Model);
        var test = Evaluator.Measure(session.Model, session.Loss, data.Test);
        var last = Finish(log, folder, trainer, test, "done");
        Say(string.Create(CultureInfo.InvariantCulture, $"Test loss {test.Loss:0.0000}, accuracy {test.Accuracy:0.0000} ({test.Count:N0} examples, weights of epoch {trainer.BestEpoch}), after {trainer.Seconds:0.0} s of training."));
        Say($"Left in {folder.Path}: curve.svg, best.safetensors, last.safetensors, metrics.jsonl.");
        SayNext(folder, config);
        return Judge(requirements, last, test);
    }

    private T Watch<T>(Trainer trainer, Func<T> run)
    {
        switch (ErrorConsole.Resolve(result.GetValue(options.Progress)))
        {
            case ProgressMode.Bar:
                var console = ErrorConsole.Create();
                return BarProgress.Show(console, bars =>
                {
                    trainer.Observe(bars);
                    return run();
                });
            case ProgressMode.Plain:
                trainer.Observe(new PlainProgress(Console.Error));
                return run();
            default:
                return run();
        }
    }

    private static EpochMetrics? Finish(RunLog log, RunFolder folder, Trainer trainer, Score test, string status)
    {
        var epochs = RunHistory.Epochs(folder.MetricsFile);
        AtomicFile.WriteText(folder.CurveFile, TrainingCurve.ToSvg(Path.GetFileName(folder.Path), epochs));
        var last = epochs.Count > 0 ? epochs[^1] : null;
        log.OnEnd(last, trainer.BestEpoch, test, trainer.Seconds, status);
        return last;
    }

    private static int Judge(Requirement[] requirements, EpochMetrics? last, Score test)
    {
        var failed = false;
        foreach (var requirement in requirements)
        {
            var value = requirement.Metric switch
            {
                "train_loss" => last?.Train.Loss,
                "train_acc" => last?.Train.Accuracy,
                "val_loss" => last?.Validation.Loss,
                "val_acc" => last?.Validation.Accuracy,
                "test_loss" => test.Loss,
                _ => test.Accuracy,
            } ?? double.NaN;
            if (requirement.IsMet(value)) continue;
            Console.Error.WriteLine(FormattableString.Invariant($"adjoint: required {requirement}, and it is {value:0.####}."));
            failed = true;
        }
        return failed ? ExitCode.RequirementNotMet : ExitCode.Done;
    }

    private static string FreeFolder(RunConfig config)
    {
        for (var number = 1; ; number++)
        {
            var path = Path.Combine("runs", $"{config.Model}-{config.Data}-{number}");
            if (!Path.Exists(path)) return path;
        }
    }

    private void SayNext(RunFolder folder, RunConfig config)
    {
        if (config.Data != DataCatalogue.Default.Name) return;
        Say($"How well does it read real digits? adjoint eval {folder.Path} --data mnist");
    }

    // With --json standard output belongs to the JSON lines.
    private void Say(string text)
    {
        if (!_json) Console.Out.WriteLine(text);
    }
}
