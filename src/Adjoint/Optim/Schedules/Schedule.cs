namespace Adjoint.Optim;

/// <summary>
/// How the learning rate changes over a training run (PyTorch: <c>optim.lr_scheduler</c>): before each step,
/// <c>optimizer.LearningRateFactor = schedule.Factor(position)</c>. One file a schedule. Most are functions of the position alone, so that a
/// resumed run goes on exactly; one that looks at measurements keeps what it saw in its <see cref="State"/>.
/// </summary>
public abstract class Schedule
{
    /// <summary>What the learning rates are multiplied with.</summary>
    /// <param name="position">How far the run has come.</param>
    public abstract double Factor(TrainingPosition position);

    /// <summary>
    /// Tells what was measured at an epoch's end, such as the loss on validation examples (PyTorch: <c>scheduler.step(metric)</c>). Most
    /// schedules do not look at it.
    /// </summary>
    /// <param name="metric">The measured value; NaN is never an improvement.</param>
    public virtual void Observe(double metric)
    {
    }

    /// <summary>What an exact resume needs, by name; empty for a function of the position.</summary>
    public virtual IReadOnlyList<KeyValuePair<string, double>> State => [];

    /// <summary>Restores what a schedule of the same kind had.</summary>
    /// <exception cref="ArgumentException">A number is missing or belongs to no such schedule; nothing was changed.</exception>
    public virtual void LoadState(IReadOnlyDictionary<string, double> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Count == 0) return;
        throw new ArgumentException($"{GetType().Name}: it has no state, and {string.Join(", ", state.Keys)} was given: that is the state of "
            + "another schedule.", nameof(state));
    }

    private protected static double RequireFactor(double value, string name) =>
        value >= 0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(name,
            FormattableString.Invariant($"{name} must be a finite number of at least 0, and is {value}."));
}
