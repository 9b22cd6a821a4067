using System.Diagnostics;
using System.Globalization;
using Adjoint.Training;

namespace Adjoint.Cli.Output;

/// <summary>Progress as plain lines: one an epoch, and one every few seconds within a long epoch.</summary>
internal sealed class PlainProgress(TextWriter output) : ITrainingObserver
{
    private const double SecondsBetweenLines = 5;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private double _lastLine;
    private TrainingStart _start;
    private long _samplesAtStart;

    public void OnStart(TrainingStart start)
    {
        _start = start;
        _clock.Restart();
        _samplesAtStart = -1;
    }

    public void OnWarning(string warning) => output.WriteLine($"adjoint: warning: {warning}");

    public void OnStep(TrainingStep step)
    {
        var done = (long)(step.Epoch - 1) * _start.SamplesPerEpoch + step.Samples;
        if (_samplesAtStart < 0) _samplesAtStart = done;
        var seconds = _clock.Elapsed.TotalSeconds;
        if (seconds - _lastLine < SecondsBetweenLines) return;
        _lastLine = seconds;
        var rate = (done - _samplesAtStart) / seconds;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"epoch {step.Epoch}/{_start.Epochs}  "
            + $"{step.Samples:N0}/{_start.SamplesPerEpoch:N0}  "
            + $"loss {ScoreText.Short(step.Train)}  {rate:N0} samples/s{Left(done, rate)}"));
    }

    public void OnEpoch(EpochMetrics epoch, bool isBest)
    {
        _lastLine = _clock.Elapsed.TotalSeconds;
        output.WriteLine(EpochLine.Of(epoch, _start.Epochs, isBest));
    }

    // Before the second batch there is no rate to tell it from.
    private string Left(long done, double rate)
    {
        var seconds = ((long)_start.Epochs * _start.SamplesPerEpoch - done) / rate;
        return seconds < TimeSpan.MaxValue.TotalSeconds ? $"  {Duration.Text(TimeSpan.FromSeconds(seconds))} left" : "";
    }
}
