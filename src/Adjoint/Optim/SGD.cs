using System.Numerics;
using System.Numerics.Tensors;
using Adjoint.Backends;
using Adjoint.Nn;

namespace Adjoint.Optim;

/// <summary>
/// Stochastic gradient descent (BI lecture 2; PyTorch: <c>optim.SGD</c>). With g' = g + weightDecay p and velocity v = momentum v + g', a
/// step is p -= lr v, with Nesterov's momentum p -= lr (g' + momentum v), without momentum p -= lr g'.
/// </summary>
public sealed class SGD : Optimizer, INamedOptimizer
{
    private readonly double _momentum;
    private readonly double _weightDecay;
    private readonly bool _nesterov;

    /// <summary>Prepares the optimizer.</summary>
    /// <param name="parameters">What to change.</param>
    /// <param name="learningRate">The step size.</param>
    /// <param name="momentum">How much of the last step's velocity remains, at least 0 and less than 1.</param>
    /// <param name="weightDecay">The weight of the L2 penalty p^2/2.</param>
    /// <param name="nesterov">Look ahead along the velocity (Nesterov, 1983, in PyTorch's form); needs momentum.</param>
    /// <exception cref="ArgumentException">A number is out of its range, or Nesterov is asked for without momentum.</exception>
    public SGD(IEnumerable<Parameter> parameters, double learningRate = 0.01, double momentum = 0, double weightDecay = 0,
        bool nesterov = false)
        : base(parameters, learningRate, momentum > 0 ? ["momentum"] : [])
    {
        RequireFraction(momentum, nameof(momentum));
        RequireAtLeastZero(weightDecay, nameof(weightDecay));
        if (nesterov && momentum == 0) throw new ArgumentException("SGD: Nesterov's momentum needs a momentum above 0.", nameof(nesterov));
        (_momentum, _weightDecay, _nesterov) = (momentum, weightDecay, nesterov);
    }

    /// <inheritdoc/>
    public static IEnumerable<OptimizerEntry> Entries =>
    [
        new("sgd", 0.05, (parameters, settings) => new SGD(parameters, settings.LearningRate, settings.Momentum, settings.WeightDecay)),
        new("nesterov", 0.05,
            (parameters, settings) => new SGD(parameters, settings.LearningRate, settings.Momentum, settings.WeightDecay, nesterov: true)),
    ];

    /// <inheritdoc/>
    protected override IUpdateKernel Kernel() => new Formula(LearningRate, _momentum, _weightDecay, _nesterov);

    private sealed class Formula(double learningRate, double momentum, double weightDecay, bool nesterov) : IUpdateKernel
    {
        // Short enough that the temporary and the runs it works on stay in the first-level cache.
        private const int RunLength = 512;

        public void Update(Span<float> parameter, ReadOnlySpan<float> gradient, Span<float> velocity, Span<float> unused) =>
            Update<float>(parameter, gradient, velocity);

        public void Update(Span<double> parameter, ReadOnlySpan<double> gradient, Span<double> velocity, Span<double> unused) =>
            Update<double>(parameter, gradient, velocity);

        private void Update<T>(Span<T> parameter, ReadOnlySpan<T> gradient, Span<T> velocity) where T : unmanaged, IFloatingPointIeee754<T>
        {
            var step = -T.CreateTruncating(learningRate);
            if (velocity.IsEmpty && weightDecay == 0)
            {
                TensorPrimitives.MultiplyAdd(gradient, step, parameter, parameter);
                return;
            }
            Span<T> decayed = stackalloc T[RunLength];
            for (var start = 0; start < parameter.Length; start += RunLength)
            {
                var length = Math.Min(RunLength, parameter.Length - start);
                var p = parameter.Slice(start, length);
                scoped var g = gradient.Slice(start, length);
                if (weightDecay != 0)
                {
                    TensorPrimitives.MultiplyAdd(p, T.CreateTruncating(weightDecay), g, decayed);
                    g = decayed[..length];
                }
                if (velocity.IsEmpty) TensorPrimitives.MultiplyAdd(g, step, p, p);
                else Accelerate(p, g, velocity.Slice(start, length), step, T.CreateTruncating(momentum));
            }
        }

        private void Accelerate<T>(Span<T> p, ReadOnlySpan<T> g, Span<T> v, T step, T factor) where T : unmanaged, IFloatingPointIeee754<T>
        {
            TensorPrimitives.MultiplyAdd(v, factor, g, v);
            if (!nesterov)
            {
                TensorPrimitives.MultiplyAdd(v, step, p, p);
                return;
            }
            TensorPrimitives.MultiplyAdd(v, step * factor, p, p);
            TensorPrimitives.MultiplyAdd(g, step, p, p);
        }
    }
}
