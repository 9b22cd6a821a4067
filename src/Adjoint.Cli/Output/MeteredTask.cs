using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace Adjoint.Cli.Output;

/// <summary>A bar that can begin anew, with the rate and the time left since it did.</summary>
internal sealed class MeteredTask
{
    private readonly Stopwatch _clock = new();
    private ProgressTask? _task;
    private double _first;

    public string Description
    {
        set => _task!.Description = value;
    }

    public double Value
    {
        set => _task!.Value = value;
    }

    /// <summary>Examples a second; empty before there is any.</summary>
    public string RateText => Rate is > 0 and var rate ? string.Create(CultureInfo.InvariantCulture, $"{rate:N0}/s") : "";

    /// <summary>Hours, minutes and seconds; empty before there is a rate.</summary>
    public string TimeLeftText => Rate is > 0 and var rate && (_task!.MaxValue - _task.Value) / rate is < 1e9 and var seconds
        ? Duration.Text(TimeSpan.FromSeconds(Math.Ceiling(seconds)))
        : "";

    private double Rate => _task is null || _clock.ElapsedTicks == 0 ? 0 : (_task.Value - _first) / _clock.Elapsed.TotalSeconds;

    public bool Shows(ProgressTask task) => ReferenceEquals(task, _task);

    public void Show(ProgressContext context) => _task = context.AddTask("starting");

    public void Restart(string description, double value, double total)
    {
        // The greatest value first: a value beyond it would be cut.
        (_task!.Description, _task.MaxValue, _task.Value, _first) = (description, Math.Max(total, 1), value, value);
        _clock.Restart();
    }
}
