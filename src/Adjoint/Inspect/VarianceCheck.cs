using Adjoint.Graphs;
using Adjoint.Graphs.Drawing;
using Adjoint.Nn;
using static System.FormattableString;

namespace Adjoint.Inspect;

/// <summary>
/// Whether a network's first values let signals through: random inputs go forward and random gradients back, and the standard deviation of
/// both is taken at the output of each layer that has a weight. Through good first values it stays within a factor, at any depth; through
/// bad ones it shrinks or grows by a factor a layer (Glorot and Bengio, 2010; He et al., 2015).
/// <code>
/// Console.WriteLine(VarianceCheck.Of(network, [256, 100]));
/// </code>
/// </summary>
public sealed class VarianceCheck
{
    private readonly string _root;

    private VarianceCheck(string root, double factor, IReadOnlyList<LayerVariance> layers) =>
        (_root, Factor, Layers) = (root, factor, layers);

    /// <summary>The layers with a weight in the order they run; one that runs twice stands there twice.</summary>
    public IReadOnlyList<LayerVariance> Layers { get; }

    /// <summary>How many times larger or smaller than at its start a signal may become.</summary>
    public double Factor { get; }

    /// <summary>True if activations and gradients stay within the factor at every layer.</summary>
    public bool IsSteady => Layers.All(layer => layer is { ActivationTrend: SignalTrend.Steady, GradientTrend: SignalTrend.Steady });

    /// <summary>Runs the network once forward and back. Its mode, its gradients and its state stay as they are.</summary>
    /// <param name="network">The network.</param>
    /// <param name="input">The shape of the inputs, batch included; they are drawn from the standard normal distribution.</param>
    /// <param name="factor">How many times larger or smaller a signal may become, above 1.</param>
    /// <param name="generator">Randomness; a stream of its own if omitted.</param>
    /// <exception cref="ArgumentException">No layer of the network has a weight.</exception>
    /// <exception cref="ShapeException">The network does not take that shape.</exception>
    /// <exception cref="InvalidOperationException">Recording is turned off.</exception>
    public static VarianceCheck Of(Module<Tensor, Tensor> network, Shape input, double factor = 10, Generator? generator = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        generator ??= new Generator(0);
        var dtype = network.Parameters() is [var first, ..] ? first.DType : DType.Float32;
        return Of(network, Tensor.RandN(input, generator, dtype), factor, generator);
    }

    /// <inheritdoc cref="Of(Module{Tensor, Tensor}, Shape, double, Generator?)"/>
    /// <param name="network">The network.</param>
    /// <param name="input">The inputs.</param>
    /// <param name="factor">How many times larger or smaller a signal may become, above 1.</param>
    /// <param name="generator">Randomness of the gradients; a stream of its own if omitted.</param>
    public static VarianceCheck Of(Module<Tensor, Tensor> network, Tensor input, double factor = 10, Generator? generator = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(input);
        if (!(factor > 1))
        {
            throw new ArgumentOutOfRangeException(nameof(factor),
                Invariant($"VarianceCheck: the factor must be above 1, and is {factor}."));
        }
        var state = network.StateTensors().Select(entry => (Entry: entry, Value: entry.Value.Clone())).ToArray();
        try
        {
            return Measure(network, input, factor, generator ?? new Generator(0));
        }
        finally
        {
            // A forward pass in train mode moves running means.
            foreach (var (entry, value) in state) entry.Bind(value);
        }
    }

    /// <summary>The table, and below it what vanishes or explodes.</summary>
    public override string ToString()
    {
        var table = new TextTable(1, "layer", "activations", "gradients");
        foreach (var layer in Layers) table.Add(Name(layer), Invariant($"{layer.Activation:G3}"), Invariant($"{layer.Gradient:G3}"));
        return table + Verdict + "\n";
    }

    /// <summary>What vanishes or explodes from which layer on, in a sentence; or that nothing does.</summary>
    public string Verdict
    {
        get
        {
            var back = Layers.Reverse().ToArray();
            string?[] findings =
            [
                Finding("activations", Layers, layer => layer.Activation, layer => layer.ActivationTrend, "on"),
                Finding("gradients", back, layer => layer.Gradient, layer => layer.GradientTrend, "back"),
            ];
            var said = string.Join("; ", findings.OfType<string>());
            return said.Length > 0 ? $"Through {Layers.Count} layers {said}."
                : Invariant($"Through {Layers.Count} layers activations and gradients stay within a factor of {Factor}.");
        }
    }

    /// <summary>Both deviations by layer, on a logarithmic scale.</summary>
    /// <param name="title">Stands above the chart.</param>
    public string ToSvg(string title = "Standard deviation by layer") => new LineChart
    {
        Title = title,
        XName = "layer",
        YName = "standard deviation",
        HasLogarithmicY = true,
        Series =
        [
            new("activations", [.. Layers.Select((layer, index) => new ChartPoint(index + 1, layer.Activation))]),
            new("gradients", [.. Layers.Select((layer, index) => new ChartPoint(index + 1, layer.Gradient))]),
        ],
    }.ToSvg();

    private static VarianceCheck Measure(Module<Tensor, Tensor> network, Tensor input, double factor, Generator generator)
    {
        using var keep = KeepValues.Begin();
        var output = network.Forward(input);
        if (output.Node is not { } last)
        {
            throw new InvalidOperationException("VarianceCheck: the forward pass left no record to read. "
                + "Hint: leave the scope of NoGrad, and unfreeze the parameters.");
        }
        var layers = WeightLayers(network, last);
        if (layers.Count == 0)
        {
            throw new ArgumentException($"VarianceCheck: no layer of {network.GetType().Name} has a weight of two or more dimensions.",
                nameof(network));
        }
        var incoming = Tensor.RandN(output.Shape, generator, output.DType);
        var gradients = Gradient.OfOrNull(output, [.. layers.Select(layer => layer.Output)], incoming);
        var activations = layers.Select(layer => Deviation(layer.Output)).ToArray();
        // Behind numbers that overflowed on the way forward, gradients mean nothing: ReLU lets none through where its input is not a
        // number.
        var isFinite = activations.All(double.IsFinite);
        var backward = gradients.Select(gradient => !isFinite ? double.NaN : gradient is null ? 0 : Deviation(gradient)).ToArray();
        return new VarianceCheck(network.GetType().Name, factor, [.. layers.Select((layer, i) => new LayerVariance(layer.Path,
            activations[i], Trend(activations[i], activations[0], factor), backward[i], Trend(backward[i], backward[^1], factor)))]);
    }

    // The last result of each run of a module that owns a weight, in the order in which they were made.
    private static List<(string Path, Tensor Output)> WeightLayers(Module network, Node root)
    {
        var paths = network.NamedModules().Where(entry => HasWeight(entry.Module)).Select(entry => entry.Path).ToHashSet();
        return [.. GraphNodes.InOrder(root).Where(node => !node.IsLeaf && node.ModulePath is { } path && paths.Contains(path))
            .GroupBy(node => node.ModuleCall!).Select(run => (run.Key.Path, run.Last().Value!))];
    }

    // A parameter of a child has its name behind a dot.
    private static bool HasWeight(Module module) =>
        module.NamedParameters().Any(entry => !entry.Path.Contains('.') && entry.Parameter.Shape.Rank > 1);

    private static double Deviation(Tensor signal)
    {
        var values = signal.Detach().To(DType.Float64);
        return values.ElementCount == 0 ? double.NaN : (values - values.Mean()).Square().Mean().Sqrt().Item();
    }

    private static SignalTrend Trend(double deviation, double start, double factor)
    {
        if (deviation == 0 || deviation < start / factor) return SignalTrend.Vanishing;
        // NaN, where infinite numbers meet, is neither.
        return deviation <= start * factor ? SignalTrend.Steady : SignalTrend.Exploding;
    }

    private string? Finding(string signal, IReadOnlyList<LayerVariance> way, Func<LayerVariance, double> deviation,
        Func<LayerVariance, SignalTrend> trend, string direction)
    {
        if (way.FirstOrDefault(layer => trend(layer) != SignalTrend.Steady) is not { } first) return null;
        var verb = trend(first) == SignalTrend.Vanishing ? "vanish" : "explode";
        return Invariant($"{signal} {verb} from {Name(first)} {direction} (deviation {deviation(way[0]):G3} to {deviation(way[^1]):G3})");
    }

    private string Name(LayerVariance layer) => layer.Path.Length == 0 ? $"({_root})" : layer.Path;
}

/// <summary>What arrives at one layer.</summary>
/// <param name="Path">The layer's path; empty for the network itself.</param>
/// <param name="Activation">Standard deviation of the layer's output over all its elements.</param>
/// <param name="ActivationTrend">The deviation beside that of the first layer.</param>
/// <param name="Gradient">Standard deviation of the gradient by the layer's output.</param>
/// <param name="GradientTrend">The deviation beside that of the last layer, where gradients start.</param>
public sealed record LayerVariance(
    string Path, double Activation, SignalTrend ActivationTrend, double Gradient, SignalTrend GradientTrend);
