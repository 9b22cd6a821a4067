namespace Adjoint.Autodiff;

/// <summary>A function of several numbers with several results, at the point where its derivatives are wanted.</summary>
internal sealed class DifferencePoint
{
    private readonly Func<double[], double[]> _f;
    private readonly double[] _x;
    private readonly DifferenceMethod _method;
    private readonly double? _step;

    public DifferencePoint(Func<double[], double[]> f, double[] x, DifferenceMethod method, double? step)
    {
        if (!Enum.IsDefined(method)) throw new ArgumentOutOfRangeException(nameof(method), $"NumericalDerivative: there is no method {method}.");
        if (step is not (null or (> 0 and < double.PositiveInfinity)))
        {
            throw new ArgumentOutOfRangeException(nameof(step),
                FormattableString.Invariant($"NumericalDerivative: the step must be a positive number, and is {step}."));
        }
        (_f, _x, _method, _step) = (f, x, method, step);
        Value = f([.. x]);
    }

    /// <summary>The number of coordinates.</summary>
    public int Count => _x.Length;

    /// <summary>The function's results at the point.</summary>
    public double[] Value { get; }

    /// <summary>The derivative of each result by one coordinate.</summary>
    public NumericalResult<double[]> Derivative(int coordinate, int order = 1)
    {
        var stencil = new Stencil(_x[coordinate], _method, order, order, _step);
        return DifferenceEstimate.Of(_method, factor => Along(coordinate, stencil.Nodes(factor), _x));
    }

    /// <summary>The mixed second derivative of each result by two coordinates.</summary>
    public NumericalResult<double[]> MixedDerivative(int first, int second)
    {
        var rows = new Stencil(_x[first], _method, 2, 1, _step);
        var columns = new Stencil(_x[second], _method, 2, 1, _step);
        return DifferenceEstimate.Of(_method, factor =>
        {
            var nodes = rows.Nodes(factor);
            var inner = columns.Nodes(factor);
            return Quotient.Divided(nodes, Array.ConvertAll(nodes, node => Along(second, inner, With(_x, first, node))));
        });
    }

    private Quotient Along(int coordinate, double[] nodes, double[] point) =>
        Quotient.Divided(nodes, Array.ConvertAll(nodes, node => Sample(With(point, coordinate, node))));

    private Quotient Sample(double[] point)
    {
        var values = point.AsSpan().SequenceEqual(_x) ? Value : _f(point);
        if (values.Length == Value.Length) return Quotient.OfValues(values);
        throw new ArgumentException($"NumericalDerivative: the function gave {Value.Length} numbers at the point and {values.Length} beside it.");
    }

    private static double[] With(double[] point, int coordinate, double value)
    {
        double[] moved = [.. point];
        moved[coordinate] = value;
        return moved;
    }
}
