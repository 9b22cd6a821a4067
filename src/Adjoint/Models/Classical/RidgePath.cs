using Adjoint.Graphs.Drawing;
using Adjoint.LinearAlgebra;

namespace Adjoint.Models;

/// <summary>
/// Ridge regression for many penalties: how the weights shrink, and what it costs on the training examples and gains on others (Hoerl and
/// Kennard, 1970). For each penalty the least |x w + b - y|^2 + penalty |w|^2, by Cholesky decomposition.
/// </summary>
public sealed class RidgePath
{
    private readonly IReadOnlyList<string> _names;

    private RidgePath(IReadOnlyList<RidgePoint> points, IReadOnlyList<string> names) => (Points, _names) = (points, names);

    /// <summary>The solutions, the penalties rising.</summary>
    public IReadOnlyList<RidgePoint> Points { get; }

    /// <summary>The solution with the least validation error, or training error without validation examples; of equals the one with the
    /// greatest penalty.</summary>
    public RidgePoint Best => Points.Reverse().MinBy(point => point.ValidationError ?? point.TrainingError)!;

    /// <summary>Solves for each penalty.</summary>
    /// <param name="inputs">x, [examples, in]; floats. Standardise the columns: the penalty weighs on all weights alike.</param>
    /// <param name="targets">y, [examples] or [examples, 1]; floats.</param>
    /// <param name="penalties">Numbers of at least 0; at least one.</param>
    /// <param name="validation">Inputs and targets to choose the penalty by; never learned from.</param>
    /// <param name="names">The columns' names.</param>
    /// <exception cref="RankDeficientException">A penalty is 0, and columns depend on each other.</exception>
    /// <exception cref="SingularMatrixException">A penalty is too small to make nearly dependent columns independent.</exception>
    /// <exception cref="ShapeException">The shapes do not fit, or there are no examples.</exception>
    /// <exception cref="ArgumentException">A number is not finite or a penalty negative, or there are no penalties.</exception>
    public static RidgePath Of(Tensor inputs, Tensor targets, IEnumerable<double> penalties,
        (Tensor Inputs, Tensor Targets)? validation = null, IReadOnlyList<string>? names = null)
    {
        const string operation = "RidgePath";
        ArgumentNullException.ThrowIfNull(penalties);
        double[] rising = [.. penalties.Order()];
        if (rising.Length == 0 || !rising.All(penalty => penalty >= 0 && double.IsFinite(penalty)))
            throw new ArgumentException($"{operation}: needs at least one penalty, all of them finite and at least 0.", nameof(penalties));
        var design = DesignMatrix.Of(inputs, names, operation);
        var target = Single(targets, design.Rows, operation);
        (Tensor, double[])? held = validation is var (x, y) ? (x, Single(y, x.Shape[0], operation)) : null;
        return new RidgePath([.. rising.Select(penalty => Solve(design, inputs, target, penalty, held))],
            names ?? [.. Enumerable.Range(0, design.Columns.Length).Select(j => $"column {j}")]);
    }

    /// <summary>The weights over the penalties, both ends of the scale being powers of ten; a penalty of 0 is left out.</summary>
    /// <param name="title">Stands above the chart.</param>
    public string ToSvg(string title = "Ridge regression: weights by penalty")
    {
        var shown = Points.Where(point => point.Penalty > 0).ToArray();
        return new LineChart
        {
            Title = title,
            XName = "penalty (power of ten)",
            YName = "weight",
            Series = [.. _names.Select((name, j) => new ChartSeries(name,
                [.. shown.Select(point => new ChartPoint(Math.Log10(point.Penalty), point.Weights[j]))]))],
        }.ToSvg();
    }

    private static double[] Single(Tensor targets, int rows, string operation)
    {
        var columns = MatrixColumns.OfRightSide(targets, rows, operation);
        return columns.Length == 1 ? columns[0] : throw new ShapeException(operation, $"needs one target, and they are {targets.Shape}.");
    }

    private static RidgePoint Solve(
        DesignMatrix design, Tensor inputs, double[] target, double penalty, (Tensor Inputs, double[] Targets)? held)
    {
        var (weights, bias) = LeastSquares.Solve(design, [target], LeastSquaresMethod.Cholesky, penalty, "RidgePath")[0];
        double? validationError = held is var (x, y) ? Error(x, y, weights, bias) : null;
        return new RidgePoint(penalty, weights, bias, Freedom(design, penalty), Error(inputs, target, weights, bias), validationError);
    }

    private static double Error(Tensor inputs, double[] targets, double[] weights, double bias)
    {
        var predicted = inputs.Detach().To(DType.Float64).Matmul(Tensor.From<double>(weights)) + bias;
        return (predicted - Tensor.From<double>(targets)).Square().Mean().Sqrt().Item();
    }

    // trace of (G + D)^-1 G = columns - trace of (G + D)^-1 D.
    private static double Freedom(DesignMatrix design, double penalty)
    {
        var factor = design.Gram(penalty);
        CholeskyDecomposition.TryFactor(factor);
        var freedom = (double)factor.Length;
        for (var j = 0; j < factor.Length; j++)
        {
            var unit = new double[factor.Length];
            unit[j] = design.ScaledPenalty(j, penalty);
            CholeskyDecomposition.SolveInPlace(factor, unit);
            freedom -= unit[j];
        }
        return freedom;
    }
}

/// <summary>Ridge regression with one penalty.</summary>
/// <param name="Penalty">What multiplies the sum of squares of the weights.</param>
/// <param name="Weights">w, one number a column.</param>
/// <param name="Bias">b.</param>
/// <param name="DegreesOfFreedom">How many free weights the fit amounts to: all of them without a penalty, none with an infinite
/// one.</param>
/// <param name="TrainingError">The root of the mean square of the residuals.</param>
/// <param name="ValidationError">The same on the validation examples; null without any.</param>
public sealed record RidgePoint(
    double Penalty, IReadOnlyList<double> Weights, double Bias, double DegreesOfFreedom, double TrainingError, double? ValidationError);
