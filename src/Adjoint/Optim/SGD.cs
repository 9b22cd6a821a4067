using System.Runtime.CompilerServices;
using Adjoint.Backends;
using Adjoint.Nn;

namespace Adjoint.Optim;

/// <summary>
/// Stochastic gradient descent (BI lecture 2; PyTorch: <c>optim.SGD</c>). With g' = g + weightDecay p and velocity v = momentum v +
/// (1 - dampening) g', which is g' at the first step, a step is p -= lr v, with Nesterov's momentum p -= lr (g' + momentum v), without
/// momentum p -= lr g'.
/// </summary>
public sealed class SGD : Optimizer, INamedOptimizer
{
    private const string Velocity = "momentum";
    private const string NesterovNeeds = "SGD: Nesterov's momentum needs a momentum above 0 and no dampening.";

    private readonly bool _nesterov;
    private readonly bool _maximize;

    /// <summary>Prepares the optimizer.</summary>
    /// <param name="parameters">What to change.</param>
    /// <param name="learningRate">The step size.</param>
    /// <param name="momentum">How much of the last step's velocity remains, at least 0 and less than 1.</param>
    /// <param name="weightDecay">The weight of the L2 penalty p^2/2.</param>
    /// <param name="nesterov">Look ahead along the velocity (Nesterov, 1983, in PyTorch's form); needs momentum and no dampening.</param>
    /// <param name="dampening">How much less than its full weight a gradient adds to the velocity.</param>
    /// <param name="maximize">Climb instead of descend.</param>
    /// <exception cref="ArgumentException">A number is out of its range, or Nesterov is asked for without momentum or with
    /// dampening.</exception>
    public SGD(IEnumerable<Parameter> parameters, double learningRate = 0.01, double momentum = 0, double weightDecay = 0,
        bool nesterov = false, double dampening = 0, bool maximize = false)
        : base(parameters, learningRate, weightDecay, [HyperParameter.Fraction(momentum), HyperParameter.AtLeastZero(dampening)],
            [(Velocity, 0)])
    {
        if (nesterov && (momentum == 0 || dampening != 0)) throw new ArgumentException(NesterovNeeds, nameof(nesterov));
        (_nesterov, _maximize) = (nesterov, maximize);
    }

    /// <inheritdoc/>
    public static IEnumerable<OptimizerEntry> Entries =>
    [
        new("sgd", 0.05, (parameters, settings) => new SGD(parameters, settings.LearningRate, settings.Momentum, settings.WeightDecay)),
        new("nesterov", 0.05,
            (parameters, settings) => new SGD(parameters, settings.LearningRate, settings.Momentum, settings.WeightDecay, nesterov: true)),
    ];

    /// <summary>How many steps of a parameter had momentum: the first of them takes its whole gradient for the velocity.</summary>
    protected override (string Name, double Start)? Memory => ("momentumSteps", 0);

    /// <inheritdoc/>
    protected override bool NeedsState(string name, ParameterGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return group["momentum"] > 0;
    }

    /// <inheritdoc/>
    protected override void RequireConsistent(ParameterGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        if (!_nesterov || (group["momentum"] > 0 && group["dampening"] == 0)) return;
        throw new InvalidOperationException(FormattableString.Invariant(
            $"{NesterovNeeds} A group has momentum {group["momentum"]} and dampening {group["dampening"]}."));
    }

    /// <inheritdoc/>
    protected override UpdateKernel Kernel(ParameterGroup group, double learningRate, long step, ref double memory)
    {
        var sign = _maximize ? -1 : 1;
        var momentum = group["momentum"];
        if (momentum == 0) return UpdateKernel.Of(new Plain(-learningRate, sign, group.WeightDecay));
        memory++;
        return UpdateKernel.Of(new Accelerated(-learningRate, sign, group.WeightDecay, momentum, memory == 1 ? 1 : 1 - group["dampening"],
            _nesterov));
    }

    private readonly struct Plain(double step, double sign, double weightDecay) : IUpdateFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update<TLanes>(ref TLanes p, TLanes g, ref TLanes first, ref TLanes second, ref TLanes third)
            where TLanes : unmanaged, ILanes<TLanes> =>
            p = TLanes.MultiplyAdd(TLanes.Broadcast(step), Decay.Into(TLanes.Broadcast(sign) * g, p, weightDecay), p);
    }

    private readonly struct Accelerated(double step, double sign, double weightDecay, double momentum, double share, bool nesterov)
        : IUpdateFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update<TLanes>(ref TLanes p, TLanes g, ref TLanes v, ref TLanes second, ref TLanes third)
            where TLanes : unmanaged, ILanes<TLanes>
        {
            var decayed = Decay.Into(TLanes.Broadcast(sign) * g, p, weightDecay);
            v = TLanes.MultiplyAdd(TLanes.Broadcast(momentum), v, TLanes.Broadcast(share) * decayed);
            var direction = nesterov ? TLanes.MultiplyAdd(TLanes.Broadcast(momentum), v, decayed) : v;
            p = TLanes.MultiplyAdd(TLanes.Broadcast(step), direction, p);
        }
    }
}
