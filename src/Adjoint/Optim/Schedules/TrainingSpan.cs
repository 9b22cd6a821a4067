namespace Adjoint.Optim;

/// <summary>A length of training: so many steps, so many epochs, or a share of the whole run.</summary>
public readonly record struct TrainingSpan
{
    private readonly double _amount;
    private readonly Unit _unit;

    private TrainingSpan(double amount, Unit unit)
    {
        if (!(amount >= 0 && double.IsFinite(amount)))
        {
            throw new ArgumentOutOfRangeException(nameof(amount),
                FormattableString.Invariant($"A length of training must be a finite number of at least 0, and is {amount}."));
        }
        (_amount, _unit) = (amount, unit);
    }

    private enum Unit
    {
        Step,
        Epoch,
        Run,
    }

    /// <summary>The whole run.</summary>
    public static TrainingSpan WholeRun => Share(1);

    /// <summary>A number of steps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static TrainingSpan Steps(long count) => new(count, Unit.Step);

    /// <summary>A number of epochs, which need not be whole.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative or not finite.</exception>
    public static TrainingSpan Epochs(double count) => new(count, Unit.Epoch);

    /// <summary>A share of the whole run, such as 0.05 for a twentieth.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative or not finite.</exception>
    public static TrainingSpan Share(double share) => new(share, Unit.Run);

    /// <summary>The number of steps in a run, which need not be whole.</summary>
    public double StepsIn(TrainingPosition run) => _unit switch
    {
        Unit.Step => _amount,
        Unit.Epoch => _amount * run.StepsPerEpoch,
        _ => _amount * run.Steps,
    };

    /// <summary>How often the span fits into what is done: 0 at the beginning, 1 when it is over, and so on; 1 for an empty span.</summary>
    public double PartDone(TrainingPosition run)
    {
        var steps = StepsIn(run);
        return steps > 0 ? run.Step / steps : 1;
    }
}
