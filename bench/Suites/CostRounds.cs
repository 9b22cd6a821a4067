using System.Diagnostics;

namespace Adjoint.Bench;

/// <summary>
/// The times of the passes of one computation. All passes of a run follow each other, and are timed one by one, so that whatever slows the
/// machine down hits all of them alike.
/// </summary>
internal sealed class CostRounds
{
    private readonly List<double> _forward = [];
    private readonly List<double> _tangent = [];
    private readonly List<double> _backward = [];

    /// <summary>Milliseconds a run, one sample a round.</summary>
    public IReadOnlyList<double> Forward => _forward;

    /// <inheritdoc cref="Forward"/>
    public IReadOnlyList<double> Tangent => _tangent;

    /// <inheritdoc cref="Forward"/>
    public IReadOnlyList<double> Backward => _backward;

    /// <summary>Compiles and warms everything the computation runs.</summary>
    public static void WarmUp(CostWork work, double sampleSeconds) => new OwnWork(() => RunOnce(work), 1, 1, sampleSeconds).Prepare();

    public void TakeOne(CostWork work, double sampleSeconds)
    {
        var sums = (Forward: 0L, Tangent: 0L, Backward: 0L);
        var (start, runs) = (Stopwatch.GetTimestamp(), 0);
        for (; Stopwatch.GetElapsedTime(start).TotalSeconds < sampleSeconds; runs++)
        {
            var (forward, tangent, backward) = RunOnce(work);
            sums = (sums.Forward + forward, sums.Tangent + tangent, sums.Backward + backward);
        }
        _forward.Add(Milliseconds(sums.Forward));
        _tangent.Add(Milliseconds(sums.Tangent));
        _backward.Add(Milliseconds(sums.Backward));

        double Milliseconds(long ticks) => ticks * 1e3 / Stopwatch.Frequency / runs;
    }

    private static (long Forward, long Tangent, long Backward) RunOnce(CostWork work)
    {
        work.Begin();
        var start = Stopwatch.GetTimestamp();
        work.Forward();
        var forward = Stopwatch.GetTimestamp();
        work.Tangent();
        var tangent = Stopwatch.GetTimestamp();
        work.Backward();
        return (forward - start, tangent - forward, Stopwatch.GetTimestamp() - tangent);
    }
}
