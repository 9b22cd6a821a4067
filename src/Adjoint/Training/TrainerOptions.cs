using Adjoint.Data;
using Adjoint.Optim;
using Adjoint.Regularization;

namespace Adjoint.Training;

/// <summary>How long and how to train.</summary>
public sealed record TrainerOptions
{
    /// <summary>Passes over the training examples.</summary>
    public int Epochs { get; init; } = 5;

    /// <summary>Examples of one step.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>Decides the order of the examples.</summary>
    public ulong Seed { get; init; }

    /// <summary>How the optimizer's learning rate changes over all steps; constant unless another is set.</summary>
    public Schedule Schedule { get; init; } = new ConstantSchedule();

    /// <summary>Random changes of the training images, in order, drawn anew each epoch.</summary>
    public IReadOnlyList<Augmentation> Augmentations { get; init; } = [];

    /// <summary>Seconds between saves within an epoch; every epoch's end is saved in any case.</summary>
    public double SaveSeconds { get; init; } = 20;

    /// <summary>What large weights cost, added to the loss that is learned from; the losses that are told are without it.</summary>
    public Penalty? Penalty { get; init; }

    /// <summary>The greatest norm of all gradients together; they are shrunk to it by one factor.</summary>
    public double? ClipNorm { get; init; }

    /// <summary>The greatest magnitude of a gradient's element; it is cut to it, before the norm is taken.</summary>
    public double? ClipValue { get; init; }

    /// <summary>
    /// How much of the exponential moving average of the weights remains at a step, such as 0.999. The average is what is validated and
    /// kept as the best weights; the running statistics of normalisations are averaged with them.
    /// </summary>
    public double? AverageDecay { get; init; }

    /// <summary>When to stop before all epochs are over; never if null.</summary>
    public EarlyStopping? EarlyStopping { get; init; }

    internal void Require()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Epochs);
        ArgumentOutOfRangeException.ThrowIfLessThan(BatchSize, 1);
        RequirePositive(ClipNorm, nameof(ClipNorm));
        RequirePositive(ClipValue, nameof(ClipValue));
        if (AverageDecay is not (null or (>= 0 and < 1)))
        {
            throw new ArgumentOutOfRangeException(nameof(AverageDecay),
                FormattableString.Invariant($"{nameof(AverageDecay)} must be at least 0 and less than 1, and is {AverageDecay}."));
        }
    }

    private static void RequirePositive(double? value, string name)
    {
        if (value is not (null or > 0))
            throw new ArgumentOutOfRangeException(name, FormattableString.Invariant($"{name} must be above 0, and is {value}."));
    }
}
