namespace Adjoint.Losses;

/// <summary>
/// -w (t ln p + (1 - t) ln(1 - p)) from probabilities, as a sigmoid makes them; logarithms below -100 count as -100 (TUM lecture 5;
/// PyTorch: <c>nn.BCELoss</c>). Prediction and target of one shape, floats; targets are probabilities.
/// <see cref="BCEWithLogitsLoss"/>, from scores before the sigmoid, keeps its digits where p comes close to 0 or 1.
/// </summary>
/// <param name="reduction">How the losses become one number. The mean divides by the number of elements, not by the weights.</param>
/// <param name="weight">w, a factor an element, of a shape that stretches to the prediction's; 1 if omitted.</param>
public sealed class BCELoss(Reduction reduction = Reduction.Mean, Tensor? weight = null) : Loss(reduction)
{
    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">A prediction lies outside 0..1.</exception>
    protected override Tensor ComputeEach(Tensor prediction, Tensor target)
    {
        RequireEqualShapes(prediction, target);
        RequireProbabilities(prediction);
        var losses = prediction.BinaryCrossEntropy(target);
        return weight is null ? losses : losses * weight;
    }

    private static void RequireProbabilities(Tensor prediction)
    {
        if (prediction.ElementCount == 0) return;
        var values = prediction.Detach();
        var (least, most) = (values.Min().Item(), values.Max().Item());
        if (!(least < 0) && !(most > 1)) return;
        throw new ArgumentOutOfRangeException(nameof(prediction), FormattableString.Invariant(
            $"BCELoss: predictions must be probabilities from 0 to 1, and range from {least} to {most}. ")
            + "Hint: Sigmoid() makes probabilities of scores, and BCEWithLogitsLoss takes the scores themselves.");
    }
}
