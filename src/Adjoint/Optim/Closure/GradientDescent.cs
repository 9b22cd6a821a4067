using Adjoint.Nn;

namespace Adjoint.Optim;

/// <summary>
/// Gradient descent on the loss of all examples (Cauchy, 1847; CMU lecture 13): p -= lr g. It is <see cref="SGD"/> whose one batch is
/// everything; the closure says so.
/// </summary>
public sealed class GradientDescent : ClosureOptimizer, INamedClosureOptimizer
{
    private readonly SGD _step;

    /// <summary>Prepares the optimizer.</summary>
    /// <param name="parameters">What to change.</param>
    /// <param name="learningRate">The step size.</param>
    /// <exception cref="ArgumentException">The step size is out of its range, or there are no parameters.</exception>
    public GradientDescent(IEnumerable<Parameter> parameters, double learningRate = 0.01) : base(parameters) =>
        _step = new SGD(Parameters, learningRate);

    /// <inheritdoc/>
    public static IEnumerable<ClosureOptimizerEntry> Entries => [new("gd", parameters => new GradientDescent(parameters))];

    /// <summary>The step size.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public double LearningRate
    {
        get => _step.LearningRate;
        set => _step.LearningRate = value;
    }

    /// <summary>Empty: each step begins anew.</summary>
    public override IReadOnlyList<KeyValuePair<string, Tensor>> State => [];

    private protected override double TakeStep(Func<Tensor> closure)
    {
        var (loss, _) = EvaluateStart(closure);
        _step.Step();
        return loss;
    }

    private protected override void Restore(IReadOnlyDictionary<string, Tensor> state) =>
        _ = new ClosureState(nameof(GradientDescent), state, []);
}
