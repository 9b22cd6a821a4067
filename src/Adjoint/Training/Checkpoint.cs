using Adjoint.IO;

namespace Adjoint.Training;

/// <summary>What a run saves as it goes, and goes on from after an interruption.</summary>
internal sealed class Checkpoint(RunFolder folder, Learner learner)
{
    /// <summary>
    /// Saves the weights and the state. The state comes last: until it is replaced, a resume starts from the older one and does again, to
    /// the same bits, what follows it.
    /// </summary>
    public void Save(TrainingState state)
    {
        state.MetricsLength = MetricsFile.SafeLength(folder.MetricsFile);
        Safetensors.Save(folder.LastWeightsFile, learner.Model.State());
        state.Save(folder.StateFile, learner);
    }

    /// <summary>Goes back to what was saved, the metrics file included; null if nothing was.</summary>
    /// <param name="batchSize">What the batches must have been cut by.</param>
    /// <param name="seed">What they must have been shuffled by.</param>
    public TrainingState? Load(int batchSize, ulong seed)
    {
        if (!File.Exists(folder.StateFile))
        {
            MetricsFile.CutTo(folder.MetricsFile, 0);
            return null;
        }
        var state = TrainingState.Load(folder.StateFile, learner);
        var plan = new DataPlan(state.Plan.Samples, batchSize, seed);
        if (state.Plan != plan)
            throw new InvalidDataException($"{folder.StateFile}: the state is that of {state.Plan}; this trainer has {plan}.");
        MetricsFile.CutTo(folder.MetricsFile, state.MetricsLength);
        return state;
    }
}
