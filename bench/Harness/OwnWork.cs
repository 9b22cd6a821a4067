using System.Diagnostics;

namespace Adjoint.Bench;

/// <summary>Work of ours in this process; a sample is the time of one call, in the unit asked for.</summary>
/// <param name="work">One run of the work.</param>
/// <param name="callsPerRun">How many calls one run stands for.</param>
/// <param name="unitsPerSecond">1e3 for milliseconds, 1e6 for microseconds.</param>
/// <param name="sampleSeconds">The least a sample lasts.</param>
internal sealed class OwnWork(Action work, int callsPerRun, double unitsPerSecond, double sampleSeconds) : IContestant
{
    // The JIT compiles hot methods again, in the background, once they have been called often and nothing new was called for a while; how
    // soon depends on how busy the machine is. So the work is repeated until it has not become faster for some time.
    private const double WarmUpSeconds = 0.3;
    private const double Faster = 0.95;
    private const int SteadyWarmUps = 3;
    private const int MostWarmUps = 30;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);

    private int _runs = 1;

    public string Name => "Adjoint";

    public void Prepare()
    {
        var best = double.PositiveInfinity;
        for (int i = 0, steady = 0; i < MostWarmUps && steady < SteadyWarmUps; i++)
        {
            var seconds = WarmUp();
            steady = seconds < Faster * best ? 0 : steady + 1;
            best = Math.Min(best, seconds);
            // Leaves a core to the JIT.
            Thread.Sleep(s_pause);
        }
        while (Seconds() is var taken && taken < sampleSeconds)
        {
            _runs = Math.Max(_runs + 1, (int)(_runs * Math.Min(10, 1.2 * sampleSeconds / taken)));
        }
    }

    public double Sample() => Seconds() / _runs / callsPerRun * unitsPerSecond;

    // The least time of a run within a while.
    private double WarmUp()
    {
        var best = double.PositiveInfinity;
        var start = Stopwatch.GetTimestamp();
        do
        {
            var before = Stopwatch.GetTimestamp();
            work();
            best = Math.Min(best, Stopwatch.GetElapsedTime(before).TotalSeconds);
        }
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < WarmUpSeconds);
        return best;
    }

    private double Seconds()
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < _runs; i++) work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
