using System.Numerics.Tensors;
using Adjoint.Nn;

namespace Adjoint.Optim;

/// <summary>
/// L-BFGS (Nocedal, 1980; Nocedal and Wright, 2006, algorithm 7.4; PyTorch: <c>optim.LBFGS(line_search_fn="strong_wolfe")</c>): the direction
/// is -H g, with an approximate inverse Hessian H made of the last changes of point and gradient by the two-loop recursion, and the step
/// satisfies the strong Wolfe conditions. For losses of all examples at once, and models of up to some millions of parameters: it keeps two
/// vectors of doubles for each remembered change.
/// </summary>
public sealed class LBFGS : LineSearchOptimizer, INamedClosureOptimizer
{
    // A change along which the gradient hardly grows would make the inverse Hessian huge.
    private const double LeastCurvature = 1e-10;

    private readonly int _historySize;
    private readonly CurvatureHistory _history;
    private double[]? _lastGradient;
    private double[] _lastChange = [];

    /// <summary>Prepares the optimizer.</summary>
    /// <param name="parameters">What to change.</param>
    /// <param name="learningRate">The step that each line search tries first.</param>
    /// <param name="maxIterations">Line searches of one step.</param>
    /// <param name="maxEvaluations">Evaluations of the loss after which a step begins no further line search; 5/4 of the iterations if
    /// omitted.</param>
    /// <param name="gradientTolerance">The greatest magnitude of a gradient's element at which it has converged.</param>
    /// <param name="changeTolerance">The least change of loss or parameters.</param>
    /// <param name="historySize">How many changes are remembered.</param>
    /// <exception cref="ArgumentException">A number is out of its range, or there are no parameters.</exception>
    public LBFGS(IEnumerable<Parameter> parameters, double learningRate = 1, int maxIterations = 20, int? maxEvaluations = null,
        double gradientTolerance = 1e-7, double changeTolerance = 1e-9, int historySize = 100)
        : base(parameters, learningRate, maxIterations, maxEvaluations, gradientTolerance, changeTolerance, curvature: 0.9)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(historySize, 1);
        _historySize = historySize;
        _history = new CurvatureHistory(historySize);
    }

    /// <inheritdoc/>
    public static IEnumerable<ClosureOptimizerEntry> Entries => [new("lbfgs", parameters => new LBFGS(parameters))];

    /// <inheritdoc/>
    public override IReadOnlyList<KeyValuePair<string, Tensor>> State =>
    [
        new("iterations", Tensor.From<long>([IterationCount])),
        new("gradient", Tensor.From<double>(_lastGradient ?? [])),
        new("change", Tensor.From<double>(_lastChange)),
        new("changes", Rows(_history.Changes)),
        new("gradient_changes", Rows(_history.GradientChanges)),
    ];

    private protected override double[] Direction(double[] gradient)
    {
        if (_lastGradient is not null)
        {
            var growth = new double[gradient.Length];
            TensorPrimitives.Subtract<double>(gradient, _lastGradient, growth);
            if (TensorPrimitives.Dot<double>(growth, _lastChange) > LeastCurvature) _history.Add(_lastChange, growth);
        }
        return _history.Direction(gradient);
    }

    private protected override double FirstStep(double[] gradient, double slope) =>
        IterationCount == 1 ? CautiousStep(gradient) : LearningRate;

    private protected override void Remember(double[] gradient, double[] direction, double slope, double step)
    {
        _lastGradient = gradient;
        _lastChange = new double[direction.Length];
        TensorPrimitives.Multiply<double>(direction, step, _lastChange);
    }

    private protected override void Restore(IReadOnlyDictionary<string, Tensor> state)
    {
        var reader = new ClosureState(nameof(LBFGS), state, ["iterations", "gradient", "change", "changes", "gradient_changes"]);
        var gradient = reader.Vector("gradient", Point.Count);
        var change = reader.Vector("change", Point.Count);
        var (changes, growths) = (reader.Rows("changes", Point.Count, _historySize), reader.Rows("gradient_changes", Point.Count, _historySize));
        if (changes.Length != growths.Length) throw reader.Wrong("changes and gradient_changes must have as many rows.");
        IterationCount = reader.Count("iterations");
        (_lastGradient, _lastChange) = (gradient.Length == 0 ? null : gradient, change);
        _history.Clear();
        for (var i = 0; i < changes.Length; i++) _history.Add(changes[i], growths[i]);
    }

    private Tensor Rows(IReadOnlyList<double[]> rows) => Tensor.From<double>([.. rows.SelectMany(row => row)], [rows.Count, Point.Count]);
}
