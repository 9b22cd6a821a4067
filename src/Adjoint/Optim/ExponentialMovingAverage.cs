using Adjoint.Nn;

namespace Adjoint.Optim;

/// <summary>
/// The exponential moving average of weights (Polyak and Juditsky, 1992, with forgetting; PyTorch: <c>AveragedModel</c> with
/// <c>get_ema_avg_fn</c>): average = decay average + (1 - decay) weights. With a warm-up the decay is at most (1 + n) / (10 + n) at the n-th
/// update, so that the first, untrained weights are forgotten soon.
/// </summary>
public sealed class ExponentialMovingAverage : WeightAverage
{
    private readonly double _decay;
    private readonly bool _hasWarmUp;

    /// <summary>Prepares the average.</summary>
    /// <param name="parameters">The parameters whose values are averaged.</param>
    /// <param name="decay">How much of the average remains at an update, at least 0 and less than 1; 0.999 looks back about a thousand
    /// updates.</param>
    /// <param name="hasWarmUp">Begin with less.</param>
    /// <exception cref="ArgumentOutOfRangeException">The decay is out of its range.</exception>
    public ExponentialMovingAverage(IEnumerable<Parameter> parameters, double decay = 0.999, bool hasWarmUp = false) : base(parameters) =>
        (_decay, _hasWarmUp) = (HyperParameter.Fraction(decay).Value, hasWarmUp);

    /// <summary>Prepares the average of all parameters of a module and of its state of floating-point numbers.</summary>
    /// <param name="model">The module.</param>
    /// <param name="decay">How much of the average remains at an update, at least 0 and less than 1.</param>
    /// <param name="hasWarmUp">Begin with less.</param>
    /// <exception cref="ArgumentOutOfRangeException">The decay is out of its range.</exception>
    public ExponentialMovingAverage(Module model, double decay = 0.999, bool hasWarmUp = false) : base(model) =>
        (_decay, _hasWarmUp) = (HyperParameter.Fraction(decay).Value, hasWarmUp);

    private protected override double NewShare(long updates) =>
        1 - (_hasWarmUp ? Math.Min(_decay, (1.0 + updates) / (10 + updates)) : _decay);
}
