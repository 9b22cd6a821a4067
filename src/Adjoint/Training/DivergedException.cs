namespace Adjoint.Training;

/// <summary>
/// Training was stopped because the loss or the weights are no longer finite numbers. What was saved before is untouched.
/// </summary>
public sealed class DivergedException : Exception
{
    internal DivergedException(int epoch, int batch, double loss, double learningRate)
        : base($"The loss became {loss} in epoch {epoch}, batch {batch}: {Consequence(learningRate)}") => (Epoch, Loss) = (epoch, loss);

    internal DivergedException(int epoch, int batch, string parameter, double learningRate)
        : base($"{parameter} holds numbers that are not finite after epoch {epoch}, batch {batch}: {Consequence(learningRate)}") =>
        (Epoch, Loss) = (epoch, double.NaN);

    /// <summary>The loss, NaN or infinite; NaN if the weights were found out first.</summary>
    public double Loss { get; }

    /// <summary>The epoch, counted from 1.</summary>
    public int Epoch { get; }

    private static string Consequence(double learningRate) => FormattableString.Invariant(
        $"training has diverged and was stopped before anything was overwritten. Hint: a learning rate below {learningRate} may help.");
}
