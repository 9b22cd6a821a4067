using Adjoint.Optim;

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

    /// <summary>Seconds between saves within an epoch; every epoch's end is saved in any case.</summary>
    public double SaveSeconds { get; init; } = 20;
}
