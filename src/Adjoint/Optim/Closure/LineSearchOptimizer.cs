using System.Numerics.Tensors;
using Adjoint.Nn;

namespace Adjoint.Optim;

/// <summary>
/// Optimizers that choose a direction from gradients seen so far and search along it for a step that satisfies the strong Wolfe conditions. A
/// call of <see cref="ClosureOptimizer.Step"/> is a number of such iterations, as in PyTorch's <c>LBFGS</c>.
/// </summary>
public abstract class LineSearchOptimizer : ClosureOptimizer
{
    private readonly double _learningRate;
    private readonly int _maxIterations;
    private readonly int _maxEvaluations;
    private readonly double _gradientTolerance;
    private readonly double _changeTolerance;
    private readonly double _curvature;

    private protected LineSearchOptimizer(IEnumerable<Parameter> parameters, double learningRate, int maxIterations, int? maxEvaluations,
        double gradientTolerance, double changeTolerance, double curvature) : base(parameters)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxIterations, 1);
        if (maxEvaluations is { } most) ArgumentOutOfRangeException.ThrowIfLessThan(most, 1, nameof(maxEvaluations));
        _learningRate = HyperParameter.AtLeastZero(learningRate).Value;
        (_maxIterations, _maxEvaluations) = (maxIterations, maxEvaluations ?? Math.Max(1, maxIterations * 5 / 4));
        _gradientTolerance = HyperParameter.AtLeastZero(gradientTolerance).Value;
        _changeTolerance = HyperParameter.AtLeastZero(changeTolerance).Value;
        _curvature = curvature;
    }

    /// <summary>Line searches so far, over all steps.</summary>
    public long IterationCount { get; private protected set; }

    /// <summary>The step size.</summary>
    private protected double LearningRate => _learningRate;

    /// <summary>The direction of the next line search, from the gradient at the present point.</summary>
    private protected abstract double[] Direction(double[] gradient);

    /// <summary>The first step that the line search tries.</summary>
    private protected abstract double FirstStep(double[] gradient, double slope);

    /// <summary>Is told the step that the line search has found.</summary>
    private protected abstract void Remember(double[] gradient, double[] direction, double slope, double step);

    private protected sealed override double TakeStep(Func<Tensor> closure)
    {
        var evaluationsBefore = EvaluationCount;
        var (before, gradient) = EvaluateStart(closure);
        var loss = before;
        for (var iteration = 0; iteration < _maxIterations && !IsSmall(gradient, _gradientTolerance); iteration++)
        {
            var direction = Direction(gradient);
            IterationCount++;
            var slope = TensorPrimitives.Dot<double>(gradient, direction);
            if (!(slope <= -_changeTolerance))
            {
                Remember(gradient, direction, slope, 0);
                break;
            }
            var found = Search(closure, new LinePoint(0, loss, slope, gradient), direction);
            Remember(gradient, direction, slope, found.Step);
            var fall = Math.Abs(loss - found.Loss);
            (loss, gradient) = (found.Loss, found.Gradient);
            if (EvaluationCount - evaluationsBefore >= _maxEvaluations || fall < _changeTolerance) break;
            if (TensorPrimitives.MaxMagnitude<double>(direction) is var reach && Math.Abs(found.Step * reach) <= _changeTolerance) break;
        }
        return before;
    }

    /// <summary>min(1, 1 / (sum of |g|)), for a direction of which nothing is known but that it is downhill.</summary>
    private protected double CautiousStep(double[] gradient) =>
        Math.Min(1, 1 / TensorPrimitives.SumOfMagnitudes<double>(gradient)) * _learningRate;

    private LinePoint Search(Func<Tensor> closure, LinePoint start, double[] direction)
    {
        var x = Point.Read();
        var moved = new double[x.Length];
        LinePoint At(double step)
        {
            TensorPrimitives.MultiplyAdd<double>(direction, step, x, moved);
            Point.Write(moved);
            var (loss, gradient) = Evaluate(closure);
            var slope = TensorPrimitives.Dot<double>(gradient, direction);
            return new LinePoint(step, double.IsFinite(loss) && double.IsFinite(slope) ? loss : double.PositiveInfinity, slope, gradient);
        }

        var reach = Math.Abs(TensorPrimitives.MaxMagnitude<double>(direction));
        var search = new StrongWolfeSearch(At, start, reach, _curvature, _changeTolerance);
        try
        {
            var found = search.Run(FirstStep(start.Gradient, start.Slope));
            TensorPrimitives.MultiplyAdd<double>(direction, found.Step, x, moved);
            Point.Write(moved);
            return found;
        }
        catch
        {
            Point.Write(x);
            throw;
        }
    }

    private static bool IsSmall(double[] gradient, double tolerance) =>
        Math.Abs(TensorPrimitives.MaxMagnitude<double>(gradient)) <= tolerance;
}
