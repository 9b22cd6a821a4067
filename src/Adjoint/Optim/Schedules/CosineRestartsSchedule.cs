namespace Adjoint.Optim;

/// <summary>
/// The learning rate falls along half a cosine again and again, each time a number of times as long as before (SGDR: Loshchilov and Hutter,
/// 2017; PyTorch: <c>CosineAnnealingWarmRestarts</c>).
/// </summary>
public sealed class CosineRestartsSchedule : Schedule, INamedSchedule
{
    private readonly TrainingSpan _period;
    private readonly int _multiplier;
    private readonly double _least;

    /// <summary>Prepares the schedule.</summary>
    /// <param name="period">The length of the first fall (PyTorch: <c>T_0</c>).</param>
    /// <param name="multiplier">How many times as long each fall is as the one before it, at least 1 (PyTorch: <c>T_mult</c>).</param>
    /// <param name="least">The factor at the end of each (PyTorch: <c>eta_min</c> over the learning rate).</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public CosineRestartsSchedule(TrainingSpan period, int multiplier = 1, double least = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(multiplier, 1);
        (_period, _multiplier, _least) = (period, multiplier, RequireFactor(least, nameof(least)));
    }

    /// <summary>By name: falls of a seventh, two sevenths and four sevenths of the run.</summary>
    public static IEnumerable<ScheduleEntry> Entries =>
        [new("cosine-restarts", () => new CosineRestartsSchedule(TrainingSpan.Share(1.0 / 7), multiplier: 2))];

    /// <inheritdoc/>
    public override double Factor(TrainingPosition position)
    {
        var (done, length) = (_period.PartDone(position), 1.0);
        if (_multiplier == 1) return CosineSchedule.Fall(1, _least, done - Math.Floor(done));
        for (; done >= length; length *= _multiplier) done -= length;
        return CosineSchedule.Fall(1, _least, done / length);
    }
}
