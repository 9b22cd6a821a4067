using System.Globalization;
using System.Text;
using Adjoint.Graphs;
using Adjoint.Graphs.Drawing;

namespace Adjoint.Symbolic;

/// <summary>
/// Expression swell (UBC lecture 2): a function that is grown step by step, whose symbolic derivative, written out, outgrows everything,
/// beside the same derivative with shared parts and beside the graph that automatic differentiation records, which grow in step with the
/// function.
/// </summary>
public sealed class ExpressionSwell
{
    /// <summary>The largest derivative that is still formed, in distinct parts.</summary>
    public const int LargestDerivative = 200_000;

    private ExpressionSwell(string variable, IReadOnlyList<SwellRow> rows, bool isCut)
    {
        Variable = variable;
        Rows = rows;
        IsCut = isCut;
    }

    /// <summary>The variable to differentiate by.</summary>
    public string Variable { get; }

    /// <summary>One row a level, from level 1.</summary>
    public IReadOnlyList<SwellRow> Rows { get; }

    /// <summary>True if levels were left out because the derivative had become larger than <see cref="LargestDerivative"/>.</summary>
    public bool IsCut { get; }

    /// <summary>The logistic map, l_1 = x and l_{n+1} = 4 l_n (1 - l_n).</summary>
    public static ExpressionSwell OfLogisticMap(int levels) => Measure(Formula.Variable("x"), l => 4.0 * l * (1.0 - l), levels);

    /// <summary>Nested products, f_1 = x and f_{n+1} = f_n sin(f_n).</summary>
    public static ExpressionSwell OfNestedProducts(int levels) =>
        Measure(Formula.Variable("x"), f => f * Formula.Of(SinOperation.Instance, f), levels);

    /// <summary>Measures a function that grows.</summary>
    /// <param name="first">The function at level 1, of one variable.</param>
    /// <param name="grow">The next level from the one before.</param>
    /// <param name="levels">How many levels to measure.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are less than 1 levels.</exception>
    /// <exception cref="FormulaException">The first level has not exactly one variable.</exception>
    public static ExpressionSwell Measure(Formula first, Func<Formula, Formula> grow, int levels)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(grow);
        ArgumentOutOfRangeException.ThrowIfLessThan(levels, 1);
        if (first.Variables is not [var variable])
        {
            throw new FormulaException($"Expression swell is measured for a function of one variable, and {first} has {first.Variables.Count}.");
        }
        var rows = new List<SwellRow>();
        var function = first;
        for (var level = 1; level <= levels; level++)
        {
            if (level > 1) function = grow(function);
            if (function.NodeCount > LargestDerivative) return new ExpressionSwell(variable, rows, isCut: true);
            var derivative = ForwardRules.Derivative(function, variable);
            if (derivative.NodeCount > LargestDerivative) return new ExpressionSwell(variable, rows, isCut: true);
            rows.Add(new SwellRow(level, function.TreeSize, derivative.TreeSize, derivative.Simplify().TreeSize, derivative.NodeCount,
                RecordedNodes(function, variable)));
        }
        return new ExpressionSwell(variable, rows, isCut: false);
    }

    /// <summary>The table as text.</summary>
    public override string ToString()
    {
        string[] heads = ["level", "function", "derivative", "simplified", "distinct", "recorded"];
        var cells = Rows.Select(row => new[] { Text(row.Level), Text(row.FunctionSize), Text(row.DerivativeSize), Text(row.SimplifiedSize),
            Text(row.DistinctParts), Text(row.RecordedNodes) }).Prepend(heads).ToList();
        var widths = Enumerable.Range(0, heads.Length).Select(column => cells.Max(row => row[column].Length)).ToArray();
        var table = new StringBuilder();
        foreach (var row in cells) table.AppendJoin("  ", row.Select((cell, column) => cell.PadLeft(widths[column]))).Append('\n');
        if (IsCut) table.Append(CultureInfo.InvariantCulture, $"cut: the next derivative has more than {LargestDerivative} distinct parts\n");
        return table.ToString();
    }

    /// <summary>The same as a chart, with a logarithmic scale of sizes.</summary>
    public string ToSvg() => new LineChart
    {
        Title = "Expression swell",
        XName = "level",
        YName = "parts",
        HasLogarithmicY = true,
        Series =
        [
            Series("derivative, written out", row => row.DerivativeSize),
            Series("simplified, written out", row => row.SimplifiedSize),
            Series("derivative, shared parts once", row => row.DistinctParts),
            Series("recorded nodes, forward and reverse", row => row.RecordedNodes),
        ],
    }.ToSvg();

    private static int RecordedNodes(Formula function, string variable)
    {
        var x = Tensor.Scalar(0.3, DType.Float64);
        x.RequiresGrad = true;
        var y = function.Apply(new Dictionary<string, Tensor> { [variable] = x });
        var gradient = Gradient.Of(y, [x], createGraph: true)[0];
        // The gradient's record contains that of the values it needs; a linear function's gradient needs none.
        var forward = GraphNodes.InOrder(y.Node!);
        return gradient.Node is { } root ? forward.Union(GraphNodes.InOrder(root)).Count() : forward.Count;
    }

    private ChartSeries Series(string name, Func<SwellRow, System.Numerics.BigInteger> size) =>
        new(name, [.. Rows.Select(row => new ChartPoint(row.Level, (double)size(row)))]);

    private static string Text(System.Numerics.BigInteger number) => number < 1_000_000_000_000
        ? number.ToString(CultureInfo.InvariantCulture)
        : number.ToString("E3", CultureInfo.InvariantCulture);
}
