using System.Numerics;
using System.Numerics.Tensors;
using Adjoint.Backends;
using Adjoint.Nn;

namespace Adjoint.Optim;

/// <summary>
/// Adam (Kingma and Ba, 2015; BI lecture 2; PyTorch: <c>optim.Adam</c>): m = b1 m + (1 - b1) g, v = b2 v + (1 - b2) g^2, and
/// p -= lr (m / (1 - b1^t)) / (sqrt(v / (1 - b2^t)) + epsilon), with g the gradient plus weightDecay p.
/// </summary>
public sealed class Adam : Optimizer, INamedOptimizer
{
    private readonly double _beta1;
    private readonly double _beta2;
    private readonly double _epsilon;
    private readonly double _weightDecay;

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
        : base(parameters, learningRate, "mean", "square")
    {
        RequireFraction(beta1, nameof(beta1));
        RequireFraction(beta2, nameof(beta2));
        RequireAtLeastZero(epsilon, nameof(epsilon));
        RequireAtLeastZero(weightDecay, nameof(weightDecay));
        (_beta1, _beta2, _epsilon, _weightDecay) = (beta1, beta2, epsilon, weightDecay);
    }

    /// <inheritdoc/>
    public static IEnumerable<OptimizerEntry> Entries =>
        [new("adam", 0.001, (parameters, settings) => new Adam(parameters, settings.LearningRate, weightDecay: settings.WeightDecay))];

    /// <inheritdoc/>
    protected override IUpdateKernel Kernel() =>
        new Formula(this, 1 - Math.Pow(_beta1, StepCount), 1 - Math.Pow(_beta2, StepCount));

    private sealed class Formula(Adam adam, double meanCorrection, double squareCorrection) : IUpdateKernel
    {
        // Short enough that the temporary and the runs it works on stay in the first-level cache.
        private const int RunLength = 512;

        public void Update(Span<float> parameter, ReadOnlySpan<float> gradient, Span<float> mean, Span<float> square) =>
            Update<float>(parameter, gradient, mean, square);

        public void Update(Span<double> parameter, ReadOnlySpan<double> gradient, Span<double> mean, Span<double> square) =>
            Update<double>(parameter, gradient, mean, square);

        private void Update<T>(Span<T> parameter, ReadOnlySpan<T> gradient, Span<T> mean, Span<T> square)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            Span<T> decayed = stackalloc T[RunLength];
            for (var start = 0; start < parameter.Length; start += RunLength)
            {
                var length = Math.Min(RunLength, parameter.Length - start);
                var p = parameter.Slice(start, length);
                scoped var g = gradient.Slice(start, length);
                if (adam._weightDecay != 0)
                {
                    TensorPrimitives.MultiplyAdd(p, T.CreateTruncating(adam._weightDecay), g, decayed);
                    g = decayed[..length];
                }
                Step(p, g, mean.Slice(start, length), square.Slice(start, length));
            }
        }

        private void Step<T>(Span<T> p, ReadOnlySpan<T> g, Span<T> m, Span<T> v) where T : unmanaged, IFloatingPointIeee754<T>
        {
            Span<T> buffer = stackalloc T[RunLength];
            var quotient = buffer[..p.Length];
            TensorPrimitives.Multiply(m, T.CreateTruncating(adam._beta1), m);
            TensorPrimitives.MultiplyAdd(g, T.CreateTruncating(1 - adam._beta1), m, m);
            TensorPrimitives.Multiply(g, g, quotient);
            TensorPrimitives.Multiply(v, T.CreateTruncating(adam._beta2), v);
            TensorPrimitives.MultiplyAdd(quotient, T.CreateTruncating(1 - adam._beta2), v, v);
            TensorPrimitives.Sqrt(v, quotient);
            TensorPrimitives.Divide(quotient, T.CreateTruncating(Math.Sqrt(squareCorrection)), quotient);
            TensorPrimitives.Add(quotient, T.CreateTruncating(adam._epsilon), quotient);
            TensorPrimitives.Divide(m, quotient, quotient);
            TensorPrimitives.MultiplyAdd(quotient, T.CreateTruncating(-adam.LearningRate / meanCorrection), p, p);
        }
    }
}
