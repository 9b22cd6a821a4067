using System.Runtime.CompilerServices;
using Adjoint.Backends;
using Adjoint.Nn;

namespace Adjoint.Optim;

/// <summary>
/// Adadelta (Zeiler, 2012; PyTorch: <c>optim.Adadelta</c>): v = rho v + (1 - rho) g^2, d = g sqrt(u + epsilon) / sqrt(v + epsilon),
/// u = rho u + (1 - rho) d^2 and p -= lr d, with g the gradient plus weightDecay p. The steps have the parameter's unit, so that the
/// step size needs no tuning.
/// </summary>
public sealed class Adadelta : Optimizer, INamedOptimizer
{
    /// <summary>Prepares the optimizer.</summary>
    /// <param name="parameters">What to change.</param>
    /// <param name="learningRate">The step size.</param>
    /// <param name="rho">Decay of both means of squares, at least 0 and less than 1.</param>
    /// <param name="epsilon">Keeps the quotient finite and lets the first step begin.</param>
    /// <param name="weightDecay">The weight of the L2 penalty p^2/2.</param>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public Adadelta(IEnumerable<Parameter> parameters, double learningRate = 1, double rho = 0.9, double epsilon = 1e-6,
        double weightDecay = 0)
        : base(parameters, learningRate, weightDecay, [HyperParameter.Fraction(rho), HyperParameter.AtLeastZero(epsilon)],
            ("square", 0), ("delta", 0))
    {
    }

    /// <inheritdoc/>
    public static IEnumerable<OptimizerEntry> Entries =>
        [new("adadelta", 1, (parameters, settings) => new Adadelta(parameters, settings.LearningRate, weightDecay: settings.WeightDecay))];

    /// <inheritdoc/>
    protected override UpdateKernel Kernel(ParameterGroup group, double learningRate, long step, ref double memory) =>
        UpdateKernel.Of(new Formula(-learningRate, 1 - group["rho"], group["epsilon"], group.WeightDecay));

    private readonly struct Formula(double step, double share, double epsilon, double weightDecay) : IUpdateFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update<TLanes>(ref TLanes p, TLanes g, ref TLanes square, ref TLanes delta, ref TLanes third)
            where TLanes : unmanaged, ILanes<TLanes>
        {
            var (decayed, least) = (Decay.Into(g, p, weightDecay), TLanes.Broadcast(epsilon));
            square = Moment.Second(square, decayed, share);
            var change = TLanes.Sqrt(delta + least) / TLanes.Sqrt(square + least) * decayed;
            delta = Moment.Second(delta, change, share);
            p = TLanes.MultiplyAdd(TLanes.Broadcast(step), change, p);
        }
    }
}
