using System.Runtime.CompilerServices;
using Adjoint.Backends;
using Adjoint.Nn;

namespace Adjoint.Optim;

/// <summary>
/// Adagrad (Duchi, Hazan and Singer, 2011; PyTorch: <c>optim.Adagrad</c>): s += g^2 and p -= lr' g / (sqrt(s) + epsilon), with
/// lr' = lr / (1 + (t - 1) learningRateDecay) and g the gradient plus weightDecay p. Parameters that seldom have a gradient keep large steps.
/// </summary>
public sealed class Adagrad : Optimizer, INamedOptimizer
{
    /// <summary>Prepares the optimizer.</summary>
    /// <param name="parameters">What to change.</param>
    /// <param name="learningRate">The step size.</param>
    /// <param name="learningRateDecay">How fast the step size falls.</param>
    /// <param name="weightDecay">The weight of the L2 penalty p^2/2.</param>
    /// <param name="initialAccumulator">What the sums of squares begin with.</param>
    /// <param name="epsilon">Keeps the quotient finite.</param>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public Adagrad(IEnumerable<Parameter> parameters, double learningRate = 0.01, double learningRateDecay = 0, double weightDecay = 0,
        double initialAccumulator = 0, double epsilon = 1e-10)
        : base(parameters, learningRate, weightDecay,
            [HyperParameter.AtLeastZero(learningRateDecay), HyperParameter.AtLeastZero(epsilon)],
            ("sum", HyperParameter.AtLeastZero(initialAccumulator).Value))
    {
    }

    /// <inheritdoc/>
    public static IEnumerable<OptimizerEntry> Entries =>
        [new("adagrad", 0.01, (parameters, settings) => new Adagrad(parameters, settings.LearningRate, weightDecay: settings.WeightDecay))];

    /// <inheritdoc/>
    protected override UpdateKernel Kernel(ParameterGroup group, double learningRate, long step, ref double memory) =>
        UpdateKernel.Of(new Formula(-learningRate / (1 + (step - 1) * group["learningRateDecay"]), group.WeightDecay, group["epsilon"]));

    private readonly struct Formula(double step, double weightDecay, double epsilon) : IUpdateFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update<TLanes>(ref TLanes p, TLanes g, ref TLanes sum, ref TLanes second, ref TLanes third)
            where TLanes : unmanaged, ILanes<TLanes>
        {
            var decayed = Decay.Into(g, p, weightDecay);
            sum = TLanes.MultiplyAdd(decayed, decayed, sum);
            p = TLanes.MultiplyAdd(TLanes.Broadcast(step), decayed / (TLanes.Sqrt(sum) + TLanes.Broadcast(epsilon)), p);
        }
    }
}
