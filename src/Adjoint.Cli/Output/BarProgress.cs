using System.Globalization;
using Adjoint.Training;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Adjoint.Cli.Output;

/// <summary>Progress as two bars, over all epochs and over the running one, with rate and time left; finished epochs stand above.</summary>
internal sealed class BarProgress : ITrainingObserver
{
    // What stands beside a bar: description, percentage, rate and time left.
    private const int TextWidth = 66;
    private const int LeastBarWidth = 10;
    private const int GreatestBarWidth = 40;
    private readonly IAnsiConsole _console;
    private readonly MeteredTask _overall;
    private readonly MeteredTask _epoch;
    private TrainingStart _start;
    private bool _isValidating = true;

    private BarProgress(IAnsiConsole console, MeteredTask overall, MeteredTask epoch) =>
        (_console, _overall, _epoch) = (console, overall, epoch);

    public void OnStart(TrainingStart start)
    {
        _start = start;
        // What was done before a resume took no time of this run.
        var done = (long)(start.FirstEpoch - 1) * start.SamplesPerEpoch
            + (long)start.FirstBatch * start.SamplesPerEpoch / start.BatchesPerEpoch;
        _overall.Restart("all epochs", done, (long)start.Epochs * start.SamplesPerEpoch);
    }

    public void OnWarning(string warning) => _console.WriteLine($"adjoint: warning: {warning}");

    public void OnStep(TrainingStep step)
    {
        _overall.Value = (long)(step.Epoch - 1) * _start.SamplesPerEpoch + step.Samples;
        var text = string.Create(CultureInfo.InvariantCulture,
            $"epoch {step.Epoch}/{_start.Epochs}  loss {ScoreText.Short(step.Train)}");
        if (_isValidating) _epoch.Restart(text, step.Samples, _start.SamplesPerEpoch);
        _isValidating = false;
        _epoch.Description = text;
        _epoch.Value = step.Samples;
    }

    public void OnValidation(int done, int total)
    {
        if (!_isValidating) _epoch.Restart("validation", 0, total);
        _isValidating = true;
        _epoch.Value = done;
    }

    public void OnEpoch(EpochMetrics epoch, bool isBest)
    {
        // The next step begins a new epoch, validated or not.
        _isValidating = true;
        _console.WriteLine(EpochLine.Of(epoch, _start.Epochs, isBest));
    }

    /// <summary>Runs something with the bars shown.</summary>
    public static T Show<T>(IAnsiConsole console, Func<BarProgress, T> run)
    {
        var (overall, epoch) = (new MeteredTask(), new MeteredTask());
        MeteredTask Of(ProgressTask task) => overall.Shows(task) ? overall : epoch;
        return console.Progress()
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn { Width = Math.Clamp(console.Profile.Width - TextWidth, LeastBarWidth, GreatestBarWidth) },
                new PercentageColumn(),
                new MeterColumn(task => Of(task).RateText),
                new MeterColumn(task => Of(task).TimeLeftText))
            .Start(context =>
            {
                overall.Show(context);
                epoch.Show(context);
                return run(new BarProgress(console, overall, epoch));
            });
    }

    private sealed class MeterColumn(Func<ProgressTask, string> text) : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) => new Text(text(task));
    }
}
