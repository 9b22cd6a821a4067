using Adjoint.Graphs;
using Adjoint.Symbolic;

namespace Adjoint.Cli.Commands;

/// <summary>The derivatives of a formula at a point by one method.</summary>
/// <param name="Method">The method's name.</param>
/// <param name="Values">One derivative a variable; null if the method was passed over.</param>
/// <param name="PassedOver">Why it was.</param>
internal sealed record MethodDerivatives(string Method, double[]? Values, string? PassedOver = null);

/// <summary>The derivatives of a formula at a point by several methods, side by side.</summary>
internal sealed class TraceDerivatives
{
    // Steps times variables beyond which methods that take a pass a variable are passed over, unless asked for by name.
    private const long MostWork = 1_000_000;

    private readonly Trace _trace;
    private readonly Formula _formula;
    private readonly (string Name, double Value)[] _point;

    private TraceDerivatives(Trace trace, Formula formula, IReadOnlyList<(string Name, double Value)> point)
    {
        _trace = trace;
        _formula = formula;
        _point = [.. point];
    }

    public IReadOnlyList<string> Variables => _trace.Variables;

    public string ResultName => _trace.ResultName;

    public IReadOnlyList<MethodDerivatives> Methods { get; private set; } = [];

    /// <summary>The derivatives as formulas in their textbook form, one a variable; empty if they were not asked for.</summary>
    public IReadOnlyList<Formula> Symbolic { get; private set; } = [];

    /// <summary>Where the methods disagree or there is no derivative, and why.</summary>
    public IReadOnlyList<string> Notes { get; private set; } = [];

    public static TraceDerivatives Of(
        Trace trace, Formula formula, IReadOnlyList<(string Name, double Value)> point, TraceMode mode)
    {
        var derivatives = new TraceDerivatives(trace, formula, point);
        derivatives.Methods = [.. derivatives.Run(mode)];
        derivatives.Notes = new DerivativeNotes(derivatives, derivatives.Along, [.. point.Select(entry => entry.Value)])
            .Texts(trace.Value.Item());
        return derivatives;
    }

    public bool Has(string method) => Methods.Any(one => one.Method == method && one.Values is not null);

    /// <summary>
    /// The largest difference of a method from the first one, relative to the larger of the two and 1; null if there is nothing to compare.
    /// Derivatives that are not finite in one of them are passed over.
    /// </summary>
    public double? Difference(MethodDerivatives method)
    {
        if (method == Methods[0] || Methods[0].Values is not { } expected || method.Values is not { } found) return null;
        double? largest = null;
        foreach (var (x, y) in expected.Zip(found).Where(pair => double.IsFinite(pair.First) && double.IsFinite(pair.Second)))
        {
            largest = Math.Max(largest ?? 0, Math.Abs(x - y) / Math.Max(1, Math.Max(Math.Abs(x), Math.Abs(y))));
        }
        return largest;
    }

    private IEnumerable<MethodDerivatives> Run(TraceMode mode)
    {
        if (mode.HasFlag(TraceMode.Reverse)) yield return new("reverse", Each(name => _trace.Adjoint(name).Item()));
        if (mode.HasFlag(TraceMode.Forward))
            yield return PassOver("forward", mode) ?? new("forward", Each(name => _trace.Tangent(name).Item()));
        if (mode.HasFlag(TraceMode.Symbolic)) yield return PassOver("symbolic", mode) ?? new("symbolic", BySymbols());
        if (mode.HasFlag(TraceMode.Numeric)) yield return PassOver("numeric", mode) ?? new("numeric", ByDifferences());
    }

    private MethodDerivatives? PassOver(string method, TraceMode mode)
    {
        if (mode != TraceMode.All || (long)_trace.Steps.Count * Variables.Count <= MostWork) return null;
        return new(method, null, FormattableString.Invariant(
            $"passed over: {Variables.Count:N0} variables times {_trace.Steps.Count:N0} steps; --mode {method} asks for it by name"));
    }

    private double[] Each(Func<string, double> derivative) => [.. Variables.Select(derivative)];

    private double[] BySymbols()
    {
        if (_point.Length == 0) return [];
        var exact = _formula.Gradient([.. Variables]);
        Symbolic = Array.ConvertAll(exact, derivative => derivative.AlmostEverywhere(_formula));
        return Array.ConvertAll(exact, derivative => derivative.Evaluate(_point));
    }

    private double[] ByDifferences()
    {
        if (_point.Length == 0) return [];
        // Differences beside the point would make a number even of a function that has no value at it.
        if (!double.IsFinite(_trace.Value.Item())) return [.. _point.Select(_ => double.NaN)];
        return NumericalDerivative.Gradient(Compiled(), [.. _point.Select(entry => entry.Value)], DifferenceMethod.Richardson).Value;
    }

    private Func<double, double> Along(int variable)
    {
        var f = Compiled();
        double[] values = [.. _point.Select(entry => entry.Value)];
        return x =>
        {
            values[variable] = x;
            return f(values);
        };
    }

    private Func<double[], double> Compiled()
    {
        var compiled = CompiledFormula.Of([_formula], [.. _point.Select(entry => entry.Name)]);
        var result = new double[1];
        return values =>
        {
            compiled.Run(values, result);
            return result[0];
        };
    }
}
