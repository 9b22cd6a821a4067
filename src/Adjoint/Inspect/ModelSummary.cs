using Adjoint.Graphs;
using Adjoint.Nn;

namespace Adjoint.Inspect;

/// <summary>
/// What a network does to one batch: each layer's output shape, parameters, arithmetic and memory, read off the recorded graph of one
/// forward pass that computes shapes alone (compare the Python package torchinfo).
/// </summary>
public sealed class ModelSummary
{
    private readonly Module _network;
    private readonly TensorType _input;

    private ModelSummary(Module network, TensorType input, IReadOnlyList<LayerSummary> layers)
    {
        (_network, _input, Layers) = (network, input, layers);
        var parameters = network.Parameters();
        ParameterCount = parameters.Sum(parameter => (long)parameter.ElementCount);
        ParameterBytes = parameters.Sum(parameter => (long)parameter.ElementCount * parameter.DType.ItemSize);
    }

    /// <summary>The layers, and the network's own operations, in the order they first run.</summary>
    public IReadOnlyList<LayerSummary> Layers { get; }

    /// <summary>The number of trained numbers, those of layers that the pass did not reach included.</summary>
    public long ParameterCount { get; }

    /// <summary>Bytes of the trained numbers.</summary>
    public long ParameterBytes { get; }

    /// <summary>Floating-point operations of one forward pass: a multiplication and an addition are two.</summary>
    public long Flops => Layers.Sum(layer => layer.Flops);

    /// <summary>Bytes of all results of operations of one forward pass, views not counted: what training keeps for the way back, or
    /// less.</summary>
    public long ActivationBytes => Layers.Sum(layer => layer.ActivationBytes);

    /// <summary>The number of levels of modules, 1 for a network of layers alone.</summary>
    public int Depth => Layers.Max(layer => SummaryTree.DepthOf(layer.Path));

    /// <summary>
    /// Runs the network once without computing (see <see cref="MetaTensors"/>), on zeros if it looks at numbers, and reads the graph.
    /// Auxiliary heads are in it.
    /// </summary>
    /// <param name="network">The network; its mode is kept.</param>
    /// <param name="input">The shape of its input, batch included.</param>
    /// <exception cref="ShapeException">The network does not take that shape.</exception>
    /// <exception cref="InvalidOperationException">Recording is turned off, or the network's output does not depend on anything that is
    /// recorded.</exception>
    public static ModelSummary Of(Module<Tensor, Tensor> network, Shape input)
    {
        ArgumentNullException.ThrowIfNull(network);
        var (x, outputs) = ShapeRun.Of(network, input);
        var parameters = network.NamedModules().ToDictionary(entry => entry.Path, OwnParameters);
        var nodes = Graph.Of(outputs).Nodes.Where(node => node.Operation is not null).Select(node => node.Record!);
        var layers = nodes.GroupBy(node => node.ModulePath ?? "")
            .Select(group => LayerSummary.Of(group.Key, [.. group], parameters.GetValueOrDefault(group.Key)));
        return new ModelSummary(network, x.Type, [.. layers]);
    }

    /// <summary>The table, folded to the most levels that leave it readable.</summary>
    public override string ToString() => ToText(SummaryTree.ReadableDepth(Layers));

    /// <summary>
    /// The table: modules under the modules that hold them, and a line of totals. A module's numbers are those of all in it; its own
    /// operations, outside of the modules in it, have a row in brackets.
    /// </summary>
    /// <param name="depth">How many levels of modules have rows; those below are in the numbers of the modules that hold them.</param>
    /// <exception cref="ArgumentOutOfRangeException">The depth is less than 1.</exception>
    public string ToText(int depth)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(depth, 1);
        var table = new TextTable(2, "layer", "output", "parameters", "FLOPs", "activations");
        foreach (var row in SummaryTree.Rows(_network, Layers, depth))
        {
            table.Add(new string(' ', 2 * row.Level) + row.Label, row.Output?.ToString() ?? "", Amount.Grouped(row.Parameters),
                Amount.Grouped(row.Flops), Amount.Bytes(row.ActivationBytes));
        }
        table.Add("total", "", Amount.Grouped(ParameterCount), Amount.Grouped(Flops), Amount.Bytes(ActivationBytes));
        return $"input {_input.Shape}; parameters take {Amount.Bytes(ParameterBytes)}; a multiplication and an addition are two FLOPs\n"
            + table;
    }

    // A parameter of a child has its name behind a dot.
    private static long OwnParameters((string Path, Module Module) entry)
    {
        return entry.Module.NamedParameters().Where(parameter => !parameter.Path.Contains('.'))
            .Sum(parameter => (long)parameter.Parameter.ElementCount);
    }
}

/// <summary>One layer's row.</summary>
/// <param name="Path">The module's path; empty for the network's own operations.</param>
/// <param name="Operations">The operations it runs.</param>
/// <param name="Output">Type of its last result.</param>
/// <param name="Parameters">Its own trained numbers.</param>
/// <param name="Flops">Floating-point operations.</param>
/// <param name="ActivationBytes">Bytes of its results.</param>
public sealed record LayerSummary(string Path, string Operations, TensorType Output, long Parameters, long Flops, long ActivationBytes)
{
    internal static LayerSummary Of(string path, IReadOnlyList<Node> nodes, long parameters) => new(
        path,
        string.Join(", ", nodes.GroupBy(node => node.Operation!.Name)
            .Select(group => group.Count() == 1 ? group.Key : $"{group.Count()} {group.Key}")),
        nodes[^1].Type,
        parameters,
        nodes.Sum(node => node.Flops),
        nodes.Sum(node => node.IsView ? 0 : (long)node.Type.Shape.ElementCount * node.Type.DType.ItemSize));
}
