namespace Adjoint.Training;

/// <summary>Is told what happens during training: progress bars, log files, plots. All calls come from the thread that trains.</summary>
public interface ITrainingObserver
{
    /// <summary>Training begins or goes on after a resume.</summary>
    void OnStart(TrainingStart start)
    {
    }

    /// <summary>Something is likely not as it was meant, such as parameters that get no gradient; training goes on.</summary>
    void OnWarning(string warning)
    {
    }

    /// <summary>A batch was learned from.</summary>
    void OnStep(TrainingStep step)
    {
    }

    /// <summary>A batch of the validation examples was measured.</summary>
    /// <param name="done">Examples measured so far.</param>
    /// <param name="total">All of them.</param>
    void OnValidation(int done, int total)
    {
    }

    /// <summary>An epoch is over and saved.</summary>
    void OnEpoch(EpochMetrics epoch, bool isBest)
    {
    }
}

/// <summary>Where training begins.</summary>
/// <param name="Epochs">Epochs in all.</param>
/// <param name="BatchesPerEpoch">Batches of one epoch.</param>
/// <param name="SamplesPerEpoch">Examples of one epoch.</param>
/// <param name="FirstEpoch">The first epoch to train, counted from 1.</param>
/// <param name="FirstBatch">The first batch of it to train, counted from 0.</param>
/// <param name="IsResumed">True if a saved state is gone on from.</param>
public readonly record struct TrainingStart(int Epochs, int BatchesPerEpoch, int SamplesPerEpoch, int FirstEpoch, int FirstBatch,
    bool IsResumed);

/// <summary>One batch learned from.</summary>
/// <param name="Epoch">Counted from 1.</param>
/// <param name="Batch">Counted from 1 within the epoch.</param>
/// <param name="Step">Counted from 1 over all epochs.</param>
/// <param name="Samples">Examples of the epoch learned from so far.</param>
/// <param name="Loss">The mean loss of the batch.</param>
/// <param name="Train">Over the epoch so far.</param>
public readonly record struct TrainingStep(int Epoch, int Batch, long Step, int Samples, double Loss, Score Train);
