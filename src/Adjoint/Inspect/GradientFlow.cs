using Adjoint.Graphs.Drawing;
using Adjoint.Nn;
using static System.FormattableString;

namespace Adjoint.Inspect;

/// <summary>
/// How gradients flow to a model's parameters, asked after a backward pass: the norm of each gradient beside that of its parameter, the
/// share of zeros, units that get no gradient at all (dead ReLU), and the layers whose gradient vanishes or explodes (Hochreiter, 1991; BI
/// lecture 2).
/// <code>
/// loss.Backward();
/// Console.WriteLine(GradientFlow.OfStep(model, optimizer.Step));
/// </code>
/// <para>A layer is judged by its weights of two or more dimensions. It vanishes if its gradient is less than <see cref="Spread"/> of
/// that of the last layer, where gradients start, or less than <see cref="Smallest"/> of the weight itself; it explodes if it is more than
/// 1/<see cref="Spread"/> of the last layer's, more than <see cref="Largest"/> times the weight, or not finite.</para>
/// </summary>
public sealed class GradientFlow
{
    /// <summary>The part of the last layer's gradient norm below which a layer's gradient has vanished: a thousandth.</summary>
    public const double Spread = 1e-3;

    /// <summary>
    /// The part of the weight's norm below which its gradient has vanished, a millionth: with a learning rate of 0.1 the weight would need
    /// ten million steps in one direction to double.
    /// </summary>
    public const double Smallest = 1e-6;

    /// <summary>The multiple of the weight's norm above which its gradient explodes: a learning rate of 0.001 would replace the
    /// weight.</summary>
    public const double Largest = 1e3;

    /// <summary>The share of units without any gradient from which on a layer is named as dead: a half.</summary>
    public const double DeadShare = 0.5;

    private GradientFlow(IReadOnlyList<ParameterFlow> parameters) => Parameters = parameters;

    /// <summary>All parameters, in the model's order.</summary>
    public IReadOnlyList<ParameterFlow> Parameters { get; }

    /// <summary>The paths of the layers whose gradient vanishes, in the model's order.</summary>
    public IReadOnlyList<string> Vanishing => Layers(parameter => parameter.Trend == SignalTrend.Vanishing);

    /// <summary>The paths of the layers whose gradient explodes.</summary>
    public IReadOnlyList<string> Exploding => Layers(parameter => parameter.Trend == SignalTrend.Exploding);

    /// <summary>The paths of the layers of which at least half of the units get no gradient, though the layer gets some.</summary>
    public IReadOnlyList<string> Dead => Layers(parameter => parameter.DeadUnits is >= DeadShare and < 1);

    /// <summary>What to warn of; null if all is well.</summary>
    public string? Warning
    {
        get
        {
            string?[] findings =
            [
                Finding(Vanishing, "gradients vanish in",
                    "first weights that keep the variance, ReLU, normalisation or residual connections"),
                Finding(Exploding, "gradients explode in", "smaller first weights, a smaller learning rate, or clipping"),
                Finding(Dead, "half of the units or more get no gradient in",
                    "a smaller learning rate, a small positive bias at first, or leaky ReLU"),
            ];
            var said = string.Join(" ", findings.OfType<string>());
            return said.Length == 0 ? null : said;
        }
    }

    /// <summary>Reads the gradients that a backward pass has left on the parameters.</summary>
    /// <param name="model">The model.</param>
    /// <exception cref="InvalidOperationException">No parameter has a gradient.</exception>
    public static GradientFlow Of(Module model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var tables = model.NamedModules().Select(entry => entry.Module).OfType<Embedding>().Select(table => table.Weight).ToHashSet();
        var measured = model.NamedParameters()
            .Select(entry => ParameterFlow.Measure(entry.Path, entry.Parameter, hasUnits: !tables.Contains(entry.Parameter))).ToArray();
        if (!measured.Any(parameter => parameter.HasGradient))
        {
            throw new InvalidOperationException("GradientFlow: no parameter has a gradient. "
                + "Hint: ask after loss.Backward(), and before ZeroGrad().");
        }
        var last = measured.LastOrDefault(parameter => parameter.IsWeight && parameter.HasGradient)?.GradientNorm ?? double.NaN;
        return new GradientFlow([.. measured.Select(parameter => parameter with { Trend = Judge(parameter, last) })]);
    }

    /// <summary>The same, and takes a step, of which it measures by how much it changes each parameter.</summary>
    /// <param name="model">The model.</param>
    /// <param name="step">What changes the parameters, such as <c>optimizer.Step</c>.</param>
    /// <exception cref="InvalidOperationException">No parameter has a gradient.</exception>
    public static GradientFlow OfStep(Module model, Action step)
    {
        ArgumentNullException.ThrowIfNull(step);
        var flow = Of(model);
        var parameters = model.NamedParameters();
        var before = parameters.Select(entry => entry.Parameter.Value.Detach().Clone()).ToArray();
        step();
        var updates = parameters.Select((entry, i) => ParameterFlow.NormOf(entry.Parameter.Value.Detach() - before[i])).ToArray();
        return new GradientFlow([.. flow.Parameters.Select((parameter, i) => parameter with { UpdateNorm = updates[i] })]);
    }

    /// <summary>The table, and below it what vanishes, explodes or is dead.</summary>
    public override string ToString()
    {
        var table = new TextTable(2, "parameter", "shape", "gradient", "gradient/weight", "update/weight", "zeros", "dead units", "");
        foreach (var parameter in Parameters)
        {
            table.Add(parameter.Path, parameter.Shape.ToString(), Number(parameter.GradientNorm), Number(parameter.GradientToWeight),
                Number(parameter.UpdateToWeight), Share(parameter.ZeroShare), Share(parameter.DeadUnits), Remark(parameter));
        }
        return table + (Warning ?? "No gradient vanishes or explodes.") + "\n";
    }

    /// <summary>The gradient norms of all weights, and the ratios of updates to weights if they were measured, by layer.</summary>
    /// <param name="title">Stands above the chart.</param>
    public string ToSvg(string title = "Gradient flow")
    {
        var weights = Parameters.Where(parameter => parameter.IsWeight).ToArray();
        var gradients = Line("gradient norm", parameter => parameter.GradientNorm);
        var updates = Line("update/weight", parameter => parameter.UpdateToWeight ?? double.NaN);
        return new LineChart
        {
            Title = title,
            XName = "weight, from the input on",
            HasLogarithmicY = true,
            Series = weights.Any(parameter => parameter.UpdateNorm is not null) ? [gradients, updates] : [gradients],
        }.ToSvg();

        ChartSeries Line(string name, Func<ParameterFlow, double> value) =>
            new(name, [.. weights.Select((parameter, i) => new ChartPoint(i + 1, value(parameter)))]) { HasMarkers = true };
    }

    private static SignalTrend Judge(ParameterFlow parameter, double last)
    {
        if (!parameter.IsWeight || !parameter.HasGradient) return SignalTrend.Steady;
        var (gradient, weight) = (parameter.GradientNorm, parameter.WeightNorm);
        var isBeyondWeight = weight > 0 && gradient > Largest * weight;
        if (!double.IsFinite(gradient) || gradient * Spread > last || isBeyondWeight) return SignalTrend.Exploding;
        return gradient == 0 || gradient < Spread * last || gradient < Smallest * weight ? SignalTrend.Vanishing : SignalTrend.Steady;
    }

    private static string? Finding(IReadOnlyList<string> layers, string what, string hint) =>
        layers.Count == 0 ? null : $"{char.ToUpperInvariant(what[0])}{what[1..]} {string.Join(", ", layers)}. Hint: {hint}.";

    private static string Remark(ParameterFlow parameter) => parameter switch
    {
        { HasGradient: false } => parameter.IsFrozen ? "frozen" : "no gradient",
        { Trend: SignalTrend.Vanishing } => "vanishing",
        { Trend: SignalTrend.Exploding } => "exploding",
        { DeadUnits: >= DeadShare } => "dead",
        _ => "",
    };

    private static string Number(double? value) => value is { } number && !double.IsNaN(number) ? Invariant($"{number:G3}") : "";

    private static string Share(double? share) => share is { } number && !double.IsNaN(number) ? Invariant($"{number:0%}") : "";

    private IReadOnlyList<string> Layers(Func<ParameterFlow, bool> condition) =>
        [.. Parameters.Where(condition).Select(parameter => parameter.Layer).Distinct()];
}
