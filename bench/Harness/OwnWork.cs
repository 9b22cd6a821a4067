using System.Diagnostics;

namespace Adjoint.Bench;

/// <summary>Work of ours in this process; a sample is the time of one call, in the unit asked for.</summary>
/// <param name="work">One run of the work.</param>
/// <param name="callsPerRun">How many calls one run stands for.</param>
/// <param name="unitsPerSecond">1e3 for milliseconds, 1e6 for microseconds.</param>
/// <param name="sampleSeconds">The least a sample lasts.</param>
internal sealed class OwnWork(Action work, int callsPerRun, double unitsPerSecond, double sampleSeconds) : IContestant
{
    // The JIT compiles hot methods again, in the background, once they have been called often and nothing new was called for a while.
    private const double WarmUpSeconds = 0.6;
    private const int LeastWarmUpRuns = 3;

    private int _runs = 1;

    public string Name => "Adjoint";

    public void Prepare()
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < LeastWarmUpRuns || Stopwatch.GetElapsedTime(start).TotalSeconds < WarmUpSeconds; i++) work();
        while (Seconds() is var seconds && seconds < sampleSeconds)
        {
            _runs = Math.Max(_runs + 1, (int)(_runs * Math.Min(10, 1.2 * sampleSeconds / seconds)));
        }
    }

    public double Sample() => Seconds() / _runs / callsPerRun * unitsPerSecond;

    private double Seconds()
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < _runs; i++) work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
