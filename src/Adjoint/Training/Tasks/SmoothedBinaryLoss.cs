using Adjoint.Losses;

namespace Adjoint.Training;

/// <summary>
/// Binary cross-entropy on scores with smoothed labels, t (1 - e) + e / 2: what <see cref="CrossEntropyLoss"/> with the same smoothing makes
/// of two classes (Szegedy et al., 2016).
/// </summary>
internal sealed class SmoothedBinaryLoss(double smoothing, Tensor? positiveWeight) : Loss(Reduction.Mean)
{
    private readonly BCEWithLogitsLoss _each = new(Reduction.None, positiveWeight: positiveWeight);

    protected override Tensor ComputeEach(Tensor prediction, Tensor target) =>
        _each.Compute(prediction, target * (1 - smoothing) + smoothing / 2);
}
