namespace Adjoint.Training;

/// <summary>Training was stopped because the loss is no longer a finite number. What was saved before is untouched.</summary>
public sealed class DivergedException(int epoch, int batch, double loss, double learningRate)
    : Exception($"The loss became {loss} in epoch {epoch}, batch {batch}: training has diverged and was stopped before anything was overwritten. "
        + $"Hint: a learning rate below {learningRate} may help.")
{
    /// <summary>The loss: NaN or infinite.</summary>
    public double Loss { get; } = loss;

    /// <summary>The epoch, counted from 1.</summary>
    public int Epoch { get; } = epoch;
}
