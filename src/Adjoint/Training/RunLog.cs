using System.Text;
using Adjoint.IO;

namespace Adjoint.Training;

/// <summary>
/// Writes one JSON line an event, <c>{"v":1,"type":"start|step|epoch|end",...}</c>, to the run's metrics file and, if wanted, to a second
/// writer. A number that is not finite is written as null with <c>"nonfinite"</c> beside it.
/// </summary>
public sealed class RunLog : ITrainingObserver, IDisposable
{
    private const int StepsBetweenLines = 50;
    private readonly TextWriter? _copy;
    private readonly RunConfig _config;
    private readonly string[] _metrics;
    private readonly long _parameterCount;
    private readonly RunFolder _folder;
    private readonly int _threads;
    private readonly IReadOnlyList<string> _notes;
    private FileStream? _file;

    /// <summary>Prepares the log; the metrics file is opened at the first line, after a resume has cut it to what was saved.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="config">What is run.</param>
    /// <param name="task">Says which metrics the lines have.</param>
    /// <param name="parameterCount">The number of trained numbers.</param>
    /// <param name="threads">The number of threads of the kernels.</param>
    /// <param name="copy">Gets every line too, for <c>--json</c>.</param>
    /// <param name="notes">What was found out about the data and done to it, for the first line.</param>
    public RunLog(RunFolder folder, RunConfig config, LearningTask task, long parameterCount, int threads, TextWriter? copy = null,
        IReadOnlyList<string>? notes = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(task);
        _metrics = [.. task.NewMetrics().Select(metric => metric.Name)];
        (_config, _parameterCount, _folder, _threads, _copy, _notes) = (config, parameterCount, folder, threads, copy, notes ?? []);
    }

    /// <inheritdoc/>
    public void OnStart(TrainingStart start) => Write("start", line =>
    {
        WriteIdentity(line);
        line.Text("optimizer", _config.Optimizer);
        line.Number("lr", _config.LearningRate);
        line.Number("batch_size", _config.BatchSize);
        line.Number("threads", _threads);
        line.Flag("resumed", start.IsResumed);
        line.Number("first_epoch", start.FirstEpoch);
        line.Number("first_batch", start.FirstBatch);
        line.Number("samples", start.SamplesPerEpoch);
        if (_config.Augment.Count > 0) line.Texts("augment", _config.Augment);
        if (_notes.Count > 0) line.Texts("notes", _notes);
        line.Text("run", _folder.Path);
    });

    /// <inheritdoc/>
    public void OnStep(TrainingStep step)
    {
        if (step.Step % StepsBetweenLines != 0) return;
        Write("step", line =>
        {
            line.Number("epoch", step.Epoch);
            line.Number("step", step.Step);
            line.Number("samples", step.Samples);
            line.Number("loss", step.Loss);
            ScoreFields.Write(line, ScoreFields.Train, step.Train, _metrics);
        });
    }

    /// <inheritdoc/>
    public void OnEpoch(EpochMetrics epoch, bool isBest)
    {
        ArgumentNullException.ThrowIfNull(epoch);
        Write("epoch", line =>
        {
            line.Number("epoch", epoch.Epoch);
            ScoreFields.Write(line, ScoreFields.Train, epoch.Train, _metrics);
            ScoreFields.Write(line, ScoreFields.Validation, epoch.Validation, _metrics);
            line.Number("seconds", epoch.Seconds);
            line.Number("samples_per_s", epoch.SamplesPerSecond);
            line.Flag("best", isBest);
        });
    }

    /// <summary>A line for a fold of a cross-validation.</summary>
    /// <param name="fold">Counted from 1.</param>
    /// <param name="folds">All folds.</param>
    /// <param name="heldOut">The score on the fold, by a network that learned from the others.</param>
    public void OnFold(int fold, int folds, Score heldOut) => Write("fold", line =>
    {
        line.Number("fold", fold);
        line.Number("folds", folds);
        line.Number("samples", heldOut.Count);
        ScoreFields.Write(line, ScoreFields.HeldOut, heldOut, _metrics);
    });

    /// <summary>A line with mean and standard deviation over the folds of a cross-validation.</summary>
    public void OnFolds(CrossValidationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        Write("folds", line =>
        {
            line.Number("folds", result.Folds.Count);
            foreach (var name in result.Names)
            {
                line.Number($"{name}_mean", result.Mean(name));
                line.Number($"{name}_std", result.StandardDeviation(name));
            }
        });
    }

    /// <summary>The last line: what the run came to.</summary>
    /// <param name="last">The last epoch; null if none was finished: its numbers are null then.</param>
    /// <param name="bestEpoch">The epoch whose weights were measured.</param>
    /// <param name="test">Loss and metrics on the test examples; null if not measured.</param>
    /// <param name="samples">Training examples learned from, over all epochs.</param>
    /// <param name="seconds">Seconds of training.</param>
    /// <param name="status">"done", "interrupted" or "diverged".</param>
    public void OnEnd(EpochMetrics? last, int bestEpoch, Score? test, long samples, double seconds, string status) => Write("end", line =>
    {
        WriteIdentity(line);
        line.Text("status", status);
        ScoreFields.Write(line, ScoreFields.Train, last?.Train, _metrics);
        ScoreFields.Write(line, ScoreFields.Validation, last?.Validation, _metrics);
        line.Number("best_epoch", bestEpoch);
        ScoreFields.Write(line, ScoreFields.Test, test, _metrics);
        ScoreFields.WriteBare(line, test, _metrics);
        line.Number("seconds", seconds);
        line.Number("samples_per_s", seconds > 0 ? samples / seconds : null);
        line.Text("run", _folder.Path);
    });

    /// <summary>Closes the metrics file.</summary>
    public void Dispose() => _file?.Dispose();

    private void WriteIdentity(JsonLine line)
    {
        line.Text("model", _config.Model);
        line.Text("data", _config.Data);
        line.Text("task", _config.Task);
        line.Number("params", _parameterCount);
        line.Number("epochs", _config.Epochs);
        line.Number("seed", _config.Seed);
    }

    private void Write(string type, Action<JsonLine> content)
    {
        var line = JsonLine.Build(type, content);
        Append(line);
        _copy?.WriteLine(line);
        _copy?.Flush();
    }

    private void Append(string line)
    {
        try
        {
            // Not buffered, so that a killed program loses no line.
            _file ??= new FileStream(_folder.MetricsFile, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            _file.Write(Encoding.UTF8.GetBytes(line + "\n"));
        }
        catch (Exception e) when (AtomicFile.IsWriteFailure(e))
        {
            throw new IOException($"Cannot write {_folder.MetricsFile}: {e.Message} The checkpoints are untouched.", e);
        }
    }
}
