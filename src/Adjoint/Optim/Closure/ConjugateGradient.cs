using System.Numerics.Tensors;
using Adjoint.Nn;

namespace Adjoint.Optim;

/// <summary>How a conjugate direction is made from the gradients g now and h before, the factor of the last direction.</summary>
public enum ConjugateFormula
{
    /// <summary>max(0, g (g - h) / h h) (Polak and Ribiere, 1969; Powell, 1984): forgets by itself where the loss is far from
    /// quadratic.</summary>
    PolakRibiere,

    /// <summary>g g / h h (Fletcher and Reeves, 1964).</summary>
    FletcherReeves,
}

/// <summary>
/// Nonlinear conjugate gradients (Nocedal and Wright, 2006, algorithm 5.4): d = -g + beta d, with the factor of a
/// <see cref="ConjugateFormula"/>, and steps that satisfy the strong Wolfe conditions. It begins anew with d = -g where d does not lead
/// downhill, and where two gradients in turn are far from orthogonal, |g h| above g g / 2 (Powell, 1977), as they are not on a quadratic
/// bowl. Three vectors of memory, where <see cref="LBFGS"/> keeps many. Not in PyTorch.
/// </summary>
public sealed class ConjugateGradient : LineSearchOptimizer, INamedClosureOptimizer
{
    private readonly ConjugateFormula _formula;
    private double[] _gradient = [];
    private double[] _direction = [];
    private double _slope;
    private double _step;

    /// <summary>Prepares the optimizer.</summary>
    /// <param name="parameters">What to change.</param>
    /// <param name="formula">How directions are made conjugate.</param>
    /// <param name="maxIterations">Line searches of one step.</param>
    /// <param name="maxEvaluations">Evaluations of the loss after which a step begins no further line search; four an iteration if
    /// omitted.</param>
    /// <param name="gradientTolerance">The greatest magnitude of a gradient's element at which it has converged.</param>
    /// <param name="changeTolerance">The least change of loss or parameters.</param>
    /// <exception cref="ArgumentException">A number is out of its range, or there are no parameters.</exception>
    public ConjugateGradient(IEnumerable<Parameter> parameters, ConjugateFormula formula = ConjugateFormula.PolakRibiere,
        int maxIterations = 20, int? maxEvaluations = null, double gradientTolerance = 1e-7, double changeTolerance = 1e-12)
        : base(parameters, 1, maxIterations, maxEvaluations ?? 4 * maxIterations, gradientTolerance, changeTolerance, curvature: 0.1) =>
        _formula = formula;

    /// <inheritdoc/>
    public static IEnumerable<ClosureOptimizerEntry> Entries =>
    [
        new("cg", parameters => new ConjugateGradient(parameters)),
        new("cg-fletcher-reeves", parameters => new ConjugateGradient(parameters, ConjugateFormula.FletcherReeves)),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<KeyValuePair<string, Tensor>> State =>
    [
        new("iterations", Tensor.From<long>([IterationCount])),
        new("gradient", Tensor.From<double>(_gradient)),
        new("direction", Tensor.From<double>(_direction)),
        new("slope", Tensor.From<double>([_slope])),
        new("step", Tensor.From<double>([_step])),
    ];

    private protected override double[] Direction(double[] gradient)
    {
        var direction = new double[gradient.Length];
        TensorPrimitives.Negate<double>(gradient, direction);
        if (_direction.Length == 0 || IsFarFromOrthogonal(gradient)) return direction;
        TensorPrimitives.MultiplyAdd<double>(_direction, Factor(gradient), direction, direction);
        if (TensorPrimitives.Dot<double>(gradient, direction) >= 0) TensorPrimitives.Negate<double>(gradient, direction);
        return direction;
    }

    // The loss is taken to fall as much at first as it did along the last direction.
    private protected override double FirstStep(double[] gradient, double slope) =>
        _step > 0 && _slope < 0 ? _step * Math.Min(_slope / slope, 100) : CautiousStep(gradient);

    private protected override void Remember(double[] gradient, double[] direction, double slope, double step) =>
        (_gradient, _direction, _slope, _step) = (gradient, direction, slope, step);

    private protected override void Restore(IReadOnlyDictionary<string, Tensor> state)
    {
        var reader = new ClosureState(nameof(ConjugateGradient), state,
            ["iterations", "gradient", "direction", "slope", "step"]);
        var (gradient, direction) = (reader.Vector("gradient", Point.Count), reader.Vector("direction", Point.Count));
        var (slope, step, iterations) = (reader.Number("slope"), reader.Number("step"), reader.Count("iterations"));
        if (gradient.Length != direction.Length) throw reader.Wrong("gradient and direction must both be there or neither.");
        (_gradient, _direction, _slope, _step, IterationCount) = (gradient, direction, slope, step, iterations);
    }

    private bool IsFarFromOrthogonal(double[] gradient) =>
        Math.Abs(TensorPrimitives.Dot<double>(gradient, _gradient)) > 0.5 * TensorPrimitives.SumOfSquares<double>(gradient);

    private double Factor(double[] gradient)
    {
        var before = TensorPrimitives.SumOfSquares<double>(_gradient);
        var now = TensorPrimitives.SumOfSquares<double>(gradient);
        return _formula == ConjugateFormula.FletcherReeves
            ? now / before
            : Math.Max(0, (now - TensorPrimitives.Dot<double>(gradient, _gradient)) / before);
    }
}
