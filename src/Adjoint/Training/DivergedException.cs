namespace Adjoint.Training;

/// <summary>
/// Training was stopped because the loss, the gradients or the weights are no longer finite numbers. What was saved before is untouched.
/// </summary>
public sealed class DivergedException : Exception
{
    private DivergedException(int epoch, double loss, double learningRate, string finding) : base(FormattableString.Invariant(
        $"{finding}: training has diverged and was stopped before anything was overwritten. Hint: a learning rate below {learningRate} may ")
        + "help, or clipped gradients.") => (Epoch, Loss) = (epoch, loss);

    /// <summary>The loss, NaN or infinite; NaN if the gradients or weights were found out first.</summary>
    public double Loss { get; }

    /// <summary>The epoch, counted from 1.</summary>
    public int Epoch { get; }

    internal static DivergedException OfLoss(int epoch, int batch, double loss, double learningRate) =>
        new(epoch, loss, learningRate, FormattableString.Invariant($"The loss became {loss} in epoch {epoch}, batch {batch}"));

    internal static DivergedException OfGradients(int epoch, int batch, double norm, double learningRate) => new(epoch, double.NaN,
        learningRate, FormattableString.Invariant($"The norm of the gradients became {norm} in epoch {epoch}, batch {batch}"));

    internal static DivergedException OfWeights(int epoch, int batch, string parameter, double learningRate) => new(epoch, double.NaN,
        learningRate, FormattableString.Invariant($"{parameter} holds numbers that are not finite after epoch {epoch}, batch {batch}"));
}
