using System.Runtime.CompilerServices;
using Adjoint.Backends;
using Adjoint.Nn;

namespace Adjoint.Optim;

/// <summary>
/// AdamW (Loshchilov and Hutter, 2019; PyTorch: <c>optim.AdamW</c>): Adam with the weight decay kept apart from the gradient,
/// p = (1 - lr weightDecay) p before Adam's step, so that parameters with large gradients decay as fast as others.
/// </summary>
public sealed class AdamW : Optimizer, INamedOptimizer
{
    private readonly bool _amsgrad;

    /// <summary>Prepares the optimizer.</summary>
    /// <param name="parameters">What to change.</param>
    /// <param name="learningRate">The step size.</param>
    /// <param name="beta1">Decay of the mean of gradients, at least 0 and less than 1.</param>
    /// <param name="beta2">Decay of the mean of squared gradients, at least 0 and less than 1.</param>
    /// <param name="epsilon">Keeps the quotient finite.</param>
    /// <param name="weightDecay">The share of a parameter, times the step size, that is lost each step.</param>
    /// <param name="amsgrad">Divide by the greatest mean of squares so far, as <see cref="AMSGrad"/> does.</param>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public AdamW(IEnumerable<Parameter> parameters, double learningRate = 0.001, double beta1 = 0.9, double beta2 = 0.999,
        double epsilon = 1e-8, double weightDecay = 0.01, bool amsgrad = false)
        : base(parameters, learningRate, weightDecay,
            [HyperParameter.Fraction(beta1), HyperParameter.Fraction(beta2), HyperParameter.AtLeastZero(epsilon)],
            amsgrad ? [("mean", 0), ("square", 0), ("greatest", 0)] : [("mean", 0), ("square", 0)]) => _amsgrad = amsgrad;

    /// <inheritdoc/>
    public static IEnumerable<OptimizerEntry> Entries =>
        [new("adamw", 0.001, (parameters, settings) => new AdamW(parameters, settings.LearningRate, weightDecay: settings.WeightDecay))];

    /// <inheritdoc/>
    protected override UpdateKernel Kernel(ParameterGroup group, double learningRate, long step, ref double memory) =>
        UpdateKernel.Of(new Formula(1 - learningRate * group.WeightDecay, new AdamStep(group, learningRate, step), _amsgrad));

    private readonly struct Formula(double kept, AdamStep adam, bool amsgrad) : IUpdateFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update<TLanes>(ref TLanes p, TLanes g, ref TLanes m, ref TLanes v, ref TLanes greatest)
            where TLanes : unmanaged, ILanes<TLanes>
        {
            adam.Moments(g, ref m, ref v);
            greatest = TLanes.Maximum(greatest, v);
            p = adam.Descend(TLanes.Broadcast(kept) * p, m, amsgrad ? greatest : v);
        }
    }
}
