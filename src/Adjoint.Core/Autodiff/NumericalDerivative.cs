using Adjoint.Autodiff;

namespace Adjoint;

/// <summary>
/// Derivatives of a function that can only be evaluated, from differences of its values (CMU lecture 13, "finite differences"): of numbers,
/// arrays and tensors, in float64. Costs some evaluations for every single input (see <see cref="DifferenceMethod"/>), against one pass for all
/// of them by <see cref="Adjoint.Gradient"/>; its use is to check the other methods, and functions that have no rules. Every result comes with
/// an estimate of its error.
/// </summary>
/// <remarks>
/// A step is in proportion to max(1, |x|). A function that has a kink nearer than a step, or jumps, has no derivative to estimate, and central
/// differences at a kink give the mean of the slopes at its two sides. Near the edge of its domain a function gives NaN: use
/// <see cref="DifferenceMethod.Forward"/>, or <see cref="DifferenceMethod.Richardson"/>, which passes over steps that leave the domain.
/// </remarks>
public static partial class NumericalDerivative
{
    // Beyond it not even three digits are right.
    private const int MaxOrder = 8;

    /// <summary>The derivative of a function of one number.</summary>
    /// <param name="f">The function; it must give the same value every time.</param>
    /// <param name="x">The point.</param>
    /// <param name="order">The order of the derivative, 1 to 8. Digits get fewer with it: of the 16, central differences leave 16 * 2 / (order +
    /// 2).</param>
    /// <param name="method">How.</param>
    /// <param name="step">The distance between x and its neighbours (the first one, for Richardson); the best for a well-scaled function if
    /// omitted.</param>
    /// <exception cref="ArgumentOutOfRangeException">The order is not offered, or the step is not positive or too small to change
    /// x.</exception>
    public static NumericalResult<double> Of(
        Func<double, double> f, double x, int order = 1, DifferenceMethod method = DifferenceMethod.Central, double? step = null)
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentOutOfRangeException.ThrowIfLessThan(order, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(order, MaxOrder);
        var (value, error) = new DifferencePoint(at => [f(at[0])], [x], method, step).Derivative(0, order);
        return new(value[0], error[0]);
    }

    /// <summary>The gradient of a function of several numbers: its derivative by each of them.</summary>
    /// <inheritdoc cref="Of(Func{double, double}, double, int, DifferenceMethod, double?)"/>
    public static NumericalResult<double[]> Gradient(
        Func<double[], double> f, double[] x, DifferenceMethod method = DifferenceMethod.Central, double? step = null)
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(x);
        var columns = DerivativesByEach(new DifferencePoint(at => [f(at)], x, method, step));
        return new(Array.ConvertAll(columns, column => column.Value[0]), Array.ConvertAll(columns, column => column.ErrorEstimate[0]));
    }

    /// <summary>The Jacobian of several functions of several numbers: row i, column j is the derivative of result i by number j.</summary>
    /// <inheritdoc cref="Of(Func{double, double}, double, int, DifferenceMethod, double?)"/>
    /// <exception cref="ArgumentException">The number of results changes from point to point.</exception>
    public static NumericalResult<double[,]> Jacobian(
        Func<double[], double[]> f, double[] x, DifferenceMethod method = DifferenceMethod.Central, double? step = null)
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(x);
        var point = new DifferencePoint(f, x, method, step);
        var columns = DerivativesByEach(point);
        var (value, error) = (new double[point.Value.Length, x.Length], new double[point.Value.Length, x.Length]);
        for (var i = 0; i < point.Value.Length; i++)
        {
            for (var j = 0; j < x.Length; j++) (value[i, j], error[i, j]) = (columns[j].Value[i], columns[j].ErrorEstimate[i]);
        }
        return new(value, error);
    }

    /// <summary>The Hessian of a function of several numbers: row i, column j is its second derivative by numbers i and j.</summary>
    /// <inheritdoc cref="Of(Func{double, double}, double, int, DifferenceMethod, double?)"/>
    public static NumericalResult<double[,]> Hessian(
        Func<double[], double> f, double[] x, DifferenceMethod method = DifferenceMethod.Central, double? step = null)
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(x);
        return SecondDerivatives(new DifferencePoint(at => [f(at)], x, method, step));
    }

    /// <summary>
    /// The slopes of a function on both sides of a point, at one step: what tells a kink, where they stay apart, from a smooth function, where
    /// they differ by about the step times the curvature.
    /// </summary>
    /// <inheritdoc cref="Of(Func{double, double}, double, int, DifferenceMethod, double?)"/>
    public static OneSidedSlopes SlopesBeside(Func<double, double> f, double x, double? step = null)
    {
        ArgumentNullException.ThrowIfNull(f);
        var nodes = new Stencil(x, DifferenceMethod.Central, 1, 1, step).Nodes(1);
        var (below, at, above) = (f(nodes[0]), f(x), f(nodes[1]));
        return new((at - below) / (x - nodes[0]), (above - at) / (nodes[1] - x));
    }

    private static NumericalResult<double[]>[] DerivativesByEach(DifferencePoint point) =>
        [.. Enumerable.Range(0, point.Count).Select(coordinate => point.Derivative(coordinate))];

    private static NumericalResult<double[,]> SecondDerivatives(DifferencePoint point)
    {
        var (value, error) = (new double[point.Count, point.Count], new double[point.Count, point.Count]);
        for (var i = 0; i < point.Count; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var (second, off) = i == j ? point.Derivative(i, order: 2) : point.MixedDerivative(i, j);
                (value[i, j], error[i, j]) = (second[0], off[0]);
                (value[j, i], error[j, i]) = (second[0], off[0]);
            }
        }
        return new(value, error);
    }
}
