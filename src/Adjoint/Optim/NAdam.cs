using System.Runtime.CompilerServices;
using Adjoint.Backends;
using Adjoint.Nn;

namespace Adjoint.Optim;

/// <summary>
/// NAdam (Dozat, 2016; PyTorch: <c>optim.NAdam</c>): Adam with Nesterov's look ahead. With a momentum that grows,
/// mu_t = b1 (1 - 0.96^(t momentumDecay) / 2), and M_t the product of mu_1 to mu_t, a step is
/// p -= lr ((1 - mu_t) / (1 - M_t) g + mu_(t+1) / (1 - M_(t+1)) m) / (sqrt(v / (1 - b2^t)) + epsilon), with m, v and g as in
/// <see cref="Adam"/>.
/// </summary>
public sealed class NAdam : Optimizer, INamedOptimizer
{
    /// <summary>Prepares the optimizer.</summary>
    /// <param name="parameters">What to change.</param>
    /// <param name="learningRate">The step size.</param>
    /// <param name="beta1">Decay of the mean of gradients, at least 0 and less than 1.</param>
    /// <param name="beta2">Decay of the mean of squared gradients, at least 0 and less than 1.</param>
    /// <param name="epsilon">Keeps the quotient finite.</param>
    /// <param name="weightDecay">The weight of the L2 penalty p^2/2.</param>
    /// <param name="momentumDecay">How fast the momentum grows to <paramref name="beta1"/>.</param>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public NAdam(IEnumerable<Parameter> parameters, double learningRate = 0.002, double beta1 = 0.9, double beta2 = 0.999,
        double epsilon = 1e-8, double weightDecay = 0, double momentumDecay = 0.004)
        : base(parameters, learningRate, weightDecay,
            [
                HyperParameter.Fraction(beta1), HyperParameter.Fraction(beta2), HyperParameter.AtLeastZero(epsilon),
                HyperParameter.AtLeastZero(momentumDecay),
            ],
            ("mean", 0), ("square", 0))
    {
    }

    /// <inheritdoc/>
    public static IEnumerable<OptimizerEntry> Entries =>
        [new("nadam", 0.002, (parameters, settings) => new NAdam(parameters, settings.LearningRate, weightDecay: settings.WeightDecay))];

    /// <summary>The product of the momenta of all steps of a parameter (PyTorch: <c>mu_product</c>).</summary>
    protected override (string Name, double Start)? Memory => ("momentumProduct", 1);

    /// <inheritdoc/>
    protected override UpdateKernel Kernel(ParameterGroup group, double learningRate, long step, ref double memory)
    {
        var (now, next) = (Momentum(group, step), Momentum(group, step + 1));
        var product = memory *= now;
        return UpdateKernel.Of(new Formula(-learningRate * (1 - now) / (1 - product), -learningRate * next / (1 - product * next),
            1 - group["beta1"], 1 - group["beta2"], 1 / Math.Sqrt(Moment.Correction(group["beta2"], step)), group["epsilon"], group.WeightDecay));
    }

    private static double Momentum(ParameterGroup group, long step) =>
        group["beta1"] * (1 - 0.5 * Math.Pow(0.96, step * group["momentumDecay"]));

    private readonly struct Formula(double gradientStep, double meanStep, double share1, double share2, double rootScale, double epsilon,
        double weightDecay) : IUpdateFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update<TLanes>(ref TLanes p, TLanes g, ref TLanes m, ref TLanes v, ref TLanes third)
            where TLanes : unmanaged, ILanes<TLanes>
        {
            var decayed = Decay.Into(g, p, weightDecay);
            m = Moment.First(m, decayed, share1);
            v = Moment.Second(v, decayed, share2);
            var root = TLanes.MultiplyAdd(TLanes.Sqrt(v), TLanes.Broadcast(rootScale), TLanes.Broadcast(epsilon));
            var change = TLanes.MultiplyAdd(TLanes.Broadcast(meanStep), m, TLanes.Broadcast(gradientStep) * decayed);
            p += change / root;
        }
    }
}
