namespace Adjoint.Training;

/// <summary>Says of each epoch whether it is the best one so far, and of a run whether it has stopped improving.</summary>
internal sealed class EpochJudge(LearningTask task, EarlyStopping? stopping)
{
    /// <summary>Notes an epoch's score in the state; true if it is the best so far.</summary>
    public bool IsBest(TrainingState state, int epoch, Score score)
    {
        var merit = task.Merit(score);
        // What is not a number is above nothing.
        var isImproved = merit > state.ReferenceMerit + (stopping?.MinImprovement ?? 0);
        if (isImproved) state.ReferenceMerit = merit;
        state.StaleEpochs = isImproved ? 0 : state.StaleEpochs + 1;
        var isBest = merit > state.BestMerit || (merit == state.BestMerit && score.Loss < state.BestLoss);
        if (isBest) (state.BestMerit, state.BestLoss, state.BestEpoch) = (merit, score.Loss, epoch);
        return isBest;
    }

    /// <summary>Whether as many epochs as are let pass have brought no improvement.</summary>
    public bool IsOver(TrainingState state) => stopping is not null && state.StaleEpochs >= stopping.Patience;
}
