namespace Adjoint.Optim;

/// <summary>How far a training run has come.</summary>
/// <param name="Step">Steps that are done: 0 at the first one.</param>
/// <param name="Steps">Steps of the whole run.</param>
/// <param name="StepsPerEpoch">Steps of one epoch; 1 if epochs are all that is counted.</param>
public readonly record struct TrainingPosition(long Step, long Steps, long StepsPerEpoch = 1)
{
    /// <summary>The fraction of all steps that is done: 0 at the first step, below 1 at the last.</summary>
    public double Progress => Steps == 0 ? 0 : (double)Step / Steps;
}
