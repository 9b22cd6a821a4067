using System.Runtime.CompilerServices;
using Adjoint.Backends;
using Adjoint.Nn;

namespace Adjoint.Optim;

/// <summary>
/// Adamax (Kingma and Ba, 2015, section 7.1; PyTorch: <c>optim.Adamax</c>): Adam with the greatest magnitude in the place of the root mean
/// square: m = b1 m + (1 - b1) g, u = max(b2 u, |g| + epsilon) and p -= lr / (1 - b1^t) m / u, with g the gradient plus weightDecay p.
/// </summary>
public sealed class Adamax : Optimizer, INamedOptimizer
{
    /// <summary>Prepares the optimizer.</summary>
    /// <param name="parameters">What to change.</param>
    /// <param name="learningRate">The step size.</param>
    /// <param name="beta1">Decay of the mean of gradients, at least 0 and less than 1.</param>
    /// <param name="beta2">Decay of the greatest magnitude, at least 0 and less than 1.</param>
    /// <param name="epsilon">Keeps the quotient finite.</param>
    /// <param name="weightDecay">The weight of the L2 penalty p^2/2.</param>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public Adamax(IEnumerable<Parameter> parameters, double learningRate = 0.002, double beta1 = 0.9, double beta2 = 0.999,
        double epsilon = 1e-8, double weightDecay = 0)
        : base(parameters, learningRate, weightDecay,
            [HyperParameter.Fraction(beta1), HyperParameter.Fraction(beta2), HyperParameter.AtLeastZero(epsilon)],
            ("mean", 0), ("greatest", 0))
    {
    }

    /// <inheritdoc/>
    public static IEnumerable<OptimizerEntry> Entries =>
        [new("adamax", 0.002, (parameters, settings) => new Adamax(parameters, settings.LearningRate, weightDecay: settings.WeightDecay))];

    /// <inheritdoc/>
    protected override UpdateKernel Kernel(ParameterGroup group, double learningRate, long step, ref double memory) =>
        UpdateKernel.Of(new Formula(-learningRate / Moment.Correction(group["beta1"], step), 1 - group["beta1"], group["beta2"],
            group["epsilon"], group.WeightDecay));

    private readonly struct Formula(double step, double share, double beta2, double epsilon, double weightDecay) : IUpdateFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update<TLanes>(ref TLanes p, TLanes g, ref TLanes m, ref TLanes u, ref TLanes third)
            where TLanes : unmanaged, ILanes<TLanes>
        {
            var decayed = Decay.Into(g, p, weightDecay);
            m = Moment.First(m, decayed, share);
            u = TLanes.Maximum(TLanes.Broadcast(beta2) * u, TLanes.Abs(decayed) + TLanes.Broadcast(epsilon));
            p = TLanes.MultiplyAdd(TLanes.Broadcast(step), m / u, p);
        }
    }
}
