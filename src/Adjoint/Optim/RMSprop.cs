using System.Runtime.CompilerServices;
using Adjoint.Backends;
using Adjoint.Nn;

namespace Adjoint.Optim;

/// <summary>
/// RMSprop (Tieleman and Hinton, 2012; centred: Graves, 2013; PyTorch: <c>optim.RMSprop</c>): v = alpha v + (1 - alpha) g^2 and
/// p -= lr g / (sqrt(v) + epsilon), with g the gradient plus weightDecay p. Centred, the variance v - m^2 stands in the place of v, with m the
/// running mean of gradients. With momentum, b = momentum b + g / (sqrt(v) + epsilon) and p -= lr b.
/// </summary>
public sealed class RMSprop : Optimizer, INamedOptimizer
{
    private const string Velocity = "momentum";

    private readonly bool _centred;

    /// <summary>Prepares the optimizer.</summary>
    /// <param name="parameters">What to change.</param>
    /// <param name="learningRate">The step size.</param>
    /// <param name="alpha">Decay of the mean of squared gradients, at least 0 and less than 1.</param>
    /// <param name="epsilon">Keeps the quotient finite.</param>
    /// <param name="weightDecay">The weight of the L2 penalty p^2/2.</param>
    /// <param name="momentum">How much of the last step remains, at least 0 and less than 1.</param>
    /// <param name="centred">Divide by the standard deviation of gradients instead of their root mean square.</param>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public RMSprop(IEnumerable<Parameter> parameters, double learningRate = 0.01, double alpha = 0.99, double epsilon = 1e-8,
        double weightDecay = 0, double momentum = 0, bool centred = false)
        : base(parameters, learningRate, weightDecay,
            [HyperParameter.Fraction(alpha), HyperParameter.AtLeastZero(epsilon), HyperParameter.Fraction(momentum)],
            [("square", 0), .. centred ? [("mean", 0)] : Array.Empty<(string, double)>(), (Velocity, 0)]) => _centred = centred;

    /// <inheritdoc/>
    public static IEnumerable<OptimizerEntry> Entries =>
    [
        new("rmsprop", 0.001, (parameters, settings) =>
            new RMSprop(parameters, settings.LearningRate, weightDecay: settings.WeightDecay, momentum: settings.Momentum)),
    ];

    /// <inheritdoc/>
    protected override bool NeedsState(string name, ParameterGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return name != Velocity || group["momentum"] > 0;
    }

    /// <inheritdoc/>
    protected override UpdateKernel Kernel(ParameterGroup group, double learningRate, long step, ref double memory) =>
        UpdateKernel.Of(new Formula(-learningRate, 1 - group["alpha"], group["epsilon"], group.WeightDecay, group["momentum"],
            _centred));

    // The states in their order are the mean of squares, then the centred form's mean, then the momentum's, where they are.
    private readonly struct Formula(double step, double share, double epsilon, double weightDecay, double momentum, bool centred)
        : IUpdateFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update<TLanes>(ref TLanes p, TLanes g, ref TLanes square, ref TLanes second, ref TLanes third)
            where TLanes : unmanaged, ILanes<TLanes>
        {
            var decayed = Decay.Into(g, p, weightDecay);
            square = Moment.Second(square, decayed, share);
            var spread = centred ? Centre(square, decayed, ref second) : square;
            var direction = decayed / (TLanes.Sqrt(spread) + TLanes.Broadcast(epsilon));
            if (momentum > 0 && centred) direction = third = TLanes.MultiplyAdd(TLanes.Broadcast(momentum), third, direction);
            else if (momentum > 0) direction = second = TLanes.MultiplyAdd(TLanes.Broadcast(momentum), second, direction);
            p = TLanes.MultiplyAdd(TLanes.Broadcast(step), direction, p);
        }

        // Rounding may leave a variance of zero a little below it.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private TLanes Centre<TLanes>(TLanes square, TLanes g, ref TLanes mean) where TLanes : unmanaged, ILanes<TLanes>
        {
            mean = Moment.First(mean, g, share);
            return TLanes.Maximum(square - mean * mean, TLanes.Broadcast(0));
        }
    }
}
