using System.Runtime.CompilerServices;
using Adjoint.Backends;
using Adjoint.Nn;

namespace Adjoint.Optim;

/// <summary>
/// Adam (Kingma and Ba, 2015; BI lecture 2; PyTorch: <c>optim.Adam</c>): m = b1 m + (1 - b1) g, v = b2 v + (1 - b2) g^2, and
/// p -= lr (m / (1 - b1^t)) / (sqrt(v / (1 - b2^t)) + epsilon), with g the gradient plus weightDecay p.
/// </summary>
public sealed class Adam : Optimizer, INamedOptimizer
{
    /// <summary>Prepares the optimizer.</summary>
    /// <param name="parameters">What to change.</param>
    /// <param name="learningRate">The step size.</param>
    /// <param name="beta1">Decay of the mean of gradients, at least 0 and less than 1.</param>
    /// <param name="beta2">Decay of the mean of squared gradients, at least 0 and less than 1.</param>
    /// <param name="epsilon">Keeps the quotient finite.</param>
    /// <param name="weightDecay">The weight of the L2 penalty p^2/2.</param>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public Adam(IEnumerable<Parameter> parameters, double learningRate = 0.001, double beta1 = 0.9, double beta2 = 0.999,
        double epsilon = 1e-8, double weightDecay = 0)
        : base(parameters, learningRate, weightDecay,
            [HyperParameter.Fraction(beta1), HyperParameter.Fraction(beta2), HyperParameter.AtLeastZero(epsilon)],
            ("mean", 0), ("square", 0))
    {
    }

    /// <inheritdoc/>
    public static IEnumerable<OptimizerEntry> Entries =>
        [new("adam", 0.001, (parameters, settings) => new Adam(parameters, settings.LearningRate, weightDecay: settings.WeightDecay))];

    /// <inheritdoc/>
    protected override UpdateKernel Kernel(ParameterGroup group, double learningRate, long step, ref double memory) =>
        UpdateKernel.Of(new Formula(group.WeightDecay, new AdamStep(group, learningRate, step)));

    private readonly struct Formula(double weightDecay, AdamStep adam) : IUpdateFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update<TLanes>(ref TLanes p, TLanes g, ref TLanes m, ref TLanes v, ref TLanes third)
            where TLanes : unmanaged, ILanes<TLanes>
        {
            adam.Moments(Decay.Into(g, p, weightDecay), ref m, ref v);
            p = adam.Descend(p, m, v);
        }
    }
}
