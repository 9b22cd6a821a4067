using Adjoint.Inspect;
using Adjoint.IO;
using Adjoint.Training;

namespace Adjoint.Cli.Commands;

/// <summary>The ways in which <c>train</c> ends: each leaves the curve and the last line of the log.</summary>
internal sealed class TrainEnding(RunLog log, RunFolder folder, Trainer trainer)
{
    public EpochMetrics? Done(Score test)
    {
        var last = LastEpoch();
        Write(last, test, "done");
        return last;
    }

    public int Interrupted()
    {
        Write(LastEpoch(), null, "interrupted");
        StandardStreams.Error.WriteLine($"Interrupted and saved. To go on: adjoint train --resume {ShellText.Quote(folder.Path)}");
        return ExitCode.Interrupted;
    }

    /// <summary>The loss that was no number any more stands as the training loss.</summary>
    public void Diverged(DivergedException error)
    {
        var train = new Score(error.Loss, 0);
        Write(new EpochMetrics(error.Epoch, train, null, double.NaN, double.NaN), null, "diverged");
    }

    private EpochMetrics? LastEpoch() => RunHistory.Epochs(folder.MetricsFile) is [.., var last] ? last : null;

    private void Write(EpochMetrics? last, Score? test, string status)
    {
        var title = Path.GetFileName(Path.GetFullPath(folder.Path));
        AtomicFile.WriteText(folder.CurveFile, TrainingCurve.ToSvg(title, RunHistory.Epochs(folder.MetricsFile)));
        log.OnEnd(last, trainer.BestEpoch, test, trainer.Samples, trainer.Seconds, status);
    }
}
