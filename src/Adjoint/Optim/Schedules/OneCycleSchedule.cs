namespace Adjoint.Optim;

/// <summary>
/// One cycle (Smith and Topin, 2018; PyTorch: <c>OneCycleLR</c> without <c>cycle_momentum</c>): the learning rate rises from
/// 1 / startDivisor of its value to all of it, and falls to 1 / (startDivisor endDivisor) at the last step of the run. With three phases it
/// falls as fast as it rose, to where it began, and then to the end. The optimizer's learning rate is the peak.
/// </summary>
public sealed class OneCycleSchedule : Schedule, INamedSchedule
{
    private readonly double _rise;
    private readonly double _start;
    private readonly double _end;
    private readonly bool _isLinear;
    private readonly bool _hasThreePhases;

    /// <summary>Prepares the schedule.</summary>
    /// <param name="rise">The share of the run in which the rate rises, above 0 and below 1 (PyTorch: <c>pct_start</c>).</param>
    /// <param name="startDivisor">By what the peak is divided at the start, at least 1 (PyTorch: <c>div_factor</c>).</param>
    /// <param name="endDivisor">By what the start is divided at the end, at least 1 (PyTorch: <c>final_div_factor</c>).</param>
    /// <param name="isLinear">Straight lines instead of half cosines (PyTorch: <c>anneal_strategy</c>).</param>
    /// <param name="hasThreePhases">Fall back to the start before falling to the end (PyTorch: <c>three_phase</c>).</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public OneCycleSchedule(double rise = 0.3, double startDivisor = 25, double endDivisor = 10_000, bool isLinear = false,
        bool hasThreePhases = false)
    {
        if (!(rise > 0 && (hasThreePhases ? 2 * rise : rise) < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(rise), FormattableString.Invariant(
                $"rise must be above 0 and below {(hasThreePhases ? 0.5 : 1)}, and is {rise}."));
        }
        _start = 1 / RequireDivisor(startDivisor, nameof(startDivisor));
        _end = _start / RequireDivisor(endDivisor, nameof(endDivisor));
        (_rise, _isLinear, _hasThreePhases) = (rise, isLinear, hasThreePhases);
    }

    /// <inheritdoc/>
    public static IEnumerable<ScheduleEntry> Entries => [new("one-cycle", () => new OneCycleSchedule())];

    /// <inheritdoc/>
    public override double Factor(TrainingPosition position)
    {
        // The phases end at whole steps: the last step of all has the least rate.
        var (peak, last) = (_rise * position.Steps - 1, position.Steps - 1.0);
        var step = position.Step;
        if (step <= peak) return Go(_start, 1, step, 0, peak);
        if (!_hasThreePhases) return Go(1, _end, step, peak, last);
        var back = 2 * peak;
        return step <= back ? Go(1, _start, step, peak, back) : Go(_start, _end, step, back, last);
    }

    private double Go(double from, double to, double step, double begin, double end)
    {
        var part = end > begin ? Math.Clamp((step - begin) / (end - begin), 0, 1) : 1;
        return _isLinear ? from + (to - from) * part : CosineSchedule.Fall(from, to, part);
    }

    private static double RequireDivisor(double value, string name) =>
        value >= 1 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(name,
            FormattableString.Invariant($"{name} must be a finite number of at least 1, and is {value}."));
}
