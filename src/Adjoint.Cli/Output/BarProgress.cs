using System.Globalization;
using Adjoint.Training;
using Spectre.Console;

namespace Adjoint.Cli.Output;

/// <summary>Progress as two bars, over all epochs and over the running one, with rate and time left; finished epochs stand above.</summary>
internal sealed class BarProgress(IAnsiConsole console, ProgressContext context) : ITrainingObserver
{
    private readonly ProgressTask _overall = context.AddTask("all epochs", autoStart: true);
    private readonly ProgressTask _epoch = context.AddTask("epoch", autoStart: true);
    private TrainingStart _start;

    public void OnStart(TrainingStart start)
    {
        _start = start;
        _overall.MaxValue = Math.Max(1, (double)start.Epochs * start.SamplesPerEpoch);
        _epoch.MaxValue = start.SamplesPerEpoch;
    }

    public void OnStep(TrainingStep step)
    {
        _overall.Value = (double)(step.Epoch - 1) * _start.SamplesPerEpoch + step.Samples;
        _epoch.MaxValue = _start.SamplesPerEpoch;
        _epoch.Value = step.Samples;
        _epoch.Description = string.Create(CultureInfo.InvariantCulture,
            $"epoch {step.Epoch}/{_start.Epochs}  loss {step.Train.Loss:0.0000}  accuracy {step.Train.Accuracy:0.0000}");
    }

    public void OnValidation(int done, int total)
    {
        _epoch.Description = "validation";
        _epoch.MaxValue = total;
        _epoch.Value = done;
    }

    public void OnEpoch(EpochMetrics epoch, bool isBest) => console.WriteLine(EpochLine.Of(epoch, _start.Epochs, isBest));

    /// <summary>Runs something with the bars shown.</summary>
    public static T Show<T>(IAnsiConsole console, Func<BarProgress, T> run) => console.Progress()
        .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RateColumn(), new RemainingTimeColumn())
        .Start(context => run(new BarProgress(console, context)));

    /// <summary>Examples a second.</summary>
    private sealed class RateColumn : ProgressColumn
    {
        public override Spectre.Console.Rendering.IRenderable Render(Spectre.Console.Rendering.RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Text(task.Speed is { } speed ? speed.ToString("N0", CultureInfo.InvariantCulture) + "/s" : "");
    }
}
