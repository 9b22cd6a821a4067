using System.Runtime.CompilerServices;
using Adjoint.Backends;
using Adjoint.Nn;

namespace Adjoint.Optim;

/// <summary>
/// RAdam (Liu et al., 2020; PyTorch: <c>optim.RAdam</c>): Adam whose first steps, while the mean of squares rests on too few gradients to be
/// divided by, follow the mean of gradients alone. With r = 2 / (1 - b2) - 1 and r_t = r - 2 t b2^t / (1 - b2^t), a step is
/// p -= lr m / (1 - b1^t) while r_t is at most 5, and after that the same times
/// sqrt((r_t - 4)(r_t - 2) r / ((r - 4)(r - 2) r_t)) sqrt(1 - b2^t) / (sqrt(v) + epsilon), with m, v and g as in <see cref="Adam"/>.
/// </summary>
public sealed class RAdam : Optimizer, INamedOptimizer
{
    /// <summary>Prepares the optimizer.</summary>
    /// <param name="parameters">What to change.</param>
    /// <param name="learningRate">The step size.</param>
    /// <param name="beta1">Decay of the mean of gradients, at least 0 and less than 1.</param>
    /// <param name="beta2">Decay of the mean of squared gradients, at least 0 and less than 1.</param>
    /// <param name="epsilon">Keeps the quotient finite.</param>
    /// <param name="weightDecay">The weight of the L2 penalty p^2/2.</param>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public RAdam(IEnumerable<Parameter> parameters, double learningRate = 0.001, double beta1 = 0.9, double beta2 = 0.999,
        double epsilon = 1e-8, double weightDecay = 0)
        : base(parameters, learningRate, weightDecay,
            [HyperParameter.Fraction(beta1), HyperParameter.Fraction(beta2), HyperParameter.AtLeastZero(epsilon)],
            ("mean", 0), ("square", 0))
    {
    }

    /// <inheritdoc/>
    public static IEnumerable<OptimizerEntry> Entries =>
        [new("radam", 0.001, (parameters, settings) => new RAdam(parameters, settings.LearningRate, weightDecay: settings.WeightDecay))];

    /// <inheritdoc/>
    protected override UpdateKernel Kernel(ParameterGroup group, double learningRate, long step, ref double memory)
    {
        var (beta1, beta2) = (group["beta1"], group["beta2"]);
        var correction = Moment.Correction(beta2, step);
        var most = 2 / (1 - beta2) - 1;
        var length = most - 2 * step * Math.Pow(beta2, step) / correction;
        var isAdaptive = length > 5;
        var rectified = !isAdaptive ? 1 : Math.Sqrt((length - 4) * (length - 2) * most / ((most - 4) * (most - 2) * length) * correction);
        return UpdateKernel.Of(new Formula(-learningRate / Moment.Correction(beta1, step) * rectified, 1 - beta1, 1 - beta2, group["epsilon"],
            group.WeightDecay, isAdaptive));
    }

    private readonly struct Formula(double step, double share1, double share2, double epsilon, double weightDecay, bool isAdaptive)
        : IUpdateFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update<TLanes>(ref TLanes p, TLanes g, ref TLanes m, ref TLanes v, ref TLanes third)
            where TLanes : unmanaged, ILanes<TLanes>
        {
            var decayed = Decay.Into(g, p, weightDecay);
            m = Moment.First(m, decayed, share1);
            v = Moment.Second(v, decayed, share2);
            var direction = isAdaptive ? m / (TLanes.Sqrt(v) + TLanes.Broadcast(epsilon)) : m;
            p = TLanes.MultiplyAdd(TLanes.Broadcast(step), direction, p);
        }
    }
}
