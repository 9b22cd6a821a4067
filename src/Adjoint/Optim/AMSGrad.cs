using System.Runtime.CompilerServices;
using Adjoint.Backends;
using Adjoint.Nn;

namespace Adjoint.Optim;

/// <summary>
/// AMSGrad (Reddi, Kale and Kumar, 2018; PyTorch: <c>optim.Adam(amsgrad=True)</c>): Adam, but divided by the greatest mean of squares so
/// far, which never falls, so that the step sizes cannot grow again: M = max(M, v) stands in the place of v.
/// </summary>
public sealed class AMSGrad : Optimizer, INamedOptimizer
{
    /// <summary>Prepares the optimizer.</summary>
    /// <param name="parameters">What to change.</param>
    /// <param name="learningRate">The step size.</param>
    /// <param name="beta1">Decay of the mean of gradients, at least 0 and less than 1.</param>
    /// <param name="beta2">Decay of the mean of squared gradients, at least 0 and less than 1.</param>
    /// <param name="epsilon">Keeps the quotient finite.</param>
    /// <param name="weightDecay">The weight of the L2 penalty p^2/2.</param>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public AMSGrad(IEnumerable<Parameter> parameters, double learningRate = 0.001, double beta1 = 0.9, double beta2 = 0.999,
        double epsilon = 1e-8, double weightDecay = 0)
        : base(parameters, learningRate, weightDecay,
            [HyperParameter.Fraction(beta1), HyperParameter.Fraction(beta2), HyperParameter.AtLeastZero(epsilon)],
            ("mean", 0), ("square", 0), ("greatest", 0))
    {
    }

    /// <inheritdoc/>
    public static IEnumerable<OptimizerEntry> Entries =>
        [new("amsgrad", 0.001, (parameters, settings) => new AMSGrad(parameters, settings.LearningRate, weightDecay: settings.WeightDecay))];

    /// <inheritdoc/>
    protected override UpdateKernel Kernel(ParameterGroup group, double learningRate, long step, ref double memory) =>
        UpdateKernel.Of(new Formula(group.WeightDecay, new AdamStep(group, learningRate, step)));

    private readonly struct Formula(double weightDecay, AdamStep adam) : IUpdateFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update<TLanes>(ref TLanes p, TLanes g, ref TLanes m, ref TLanes v, ref TLanes greatest)
            where TLanes : unmanaged, ILanes<TLanes>
        {
            adam.Moments(Decay.Into(g, p, weightDecay), ref m, ref v);
            greatest = TLanes.Maximum(greatest, v);
            p = adam.Descend(p, m, greatest);
        }
    }
}
