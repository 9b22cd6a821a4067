using System.Globalization;
using Adjoint.Graphs;
using Adjoint.Nn;

namespace Adjoint.Inspect;

/// <summary>
/// What a network does to one batch: each layer's output shape, parameters, arithmetic and memory, read off the recorded graph of one
/// forward pass (compare the Python package torchinfo).
/// </summary>
public sealed class ModelSummary
{
    private readonly string _root;
    private readonly TensorType _input;

    private ModelSummary(string root, TensorType input, long parameterCount, IReadOnlyList<LayerSummary> layers)
    {
        (_root, _input, ParameterCount, Layers) = (root, input, parameterCount, layers);
    }

    /// <summary>The layers, and the network's own operations, in the order they first run.</summary>
    public IReadOnlyList<LayerSummary> Layers { get; }

    /// <summary>The number of trained numbers, those of layers that the pass did not reach included.</summary>
    public long ParameterCount { get; }

    /// <summary>Floating-point operations of one forward pass: a multiplication and an addition are two.</summary>
    public long Flops => Layers.Sum(layer => layer.Flops);

    /// <summary>Bytes of all results of operations of one forward pass, views not counted.</summary>
    public long ActivationBytes => Layers.Sum(layer => layer.ActivationBytes);

    /// <summary>Runs the network once on zeros and reads the graph.</summary>
    /// <param name="network">The network; its mode is kept.</param>
    /// <param name="input">The shape of its input, batch included.</param>
    /// <exception cref="ShapeException">The network does not take that shape.</exception>
    /// <exception cref="InvalidOperationException">Recording is turned off, or the network's output does not depend on anything that is
    /// recorded.</exception>
    public static ModelSummary Of(Module<Tensor, Tensor> network, Shape input)
    {
        ArgumentNullException.ThrowIfNull(network);
        var x = Tensor.Zeros(input, network.Parameters() is [var first, ..] ? first.DType : DType.Float32);
        x.RequiresGrad = true;
        var output = network.Forward(x);
        if (output.Node is not { } last)
        {
            throw new InvalidOperationException("ModelSummary: the forward pass left no record to read. Hint: leave the scope of NoGrad.");
        }
        var parameters = network.NamedModules().ToDictionary(entry => entry.Path, OwnParameters);
        var layers = GraphNodes.InOrder(last).Where(node => !node.IsLeaf).GroupBy(node => node.ModulePath ?? "")
            .Select(group => LayerSummary.Of(group.Key, [.. group], parameters.GetValueOrDefault(group.Key)));
        return new ModelSummary(network.GetType().Name, x.Type, network.ParameterCount, [.. layers]);
    }

    /// <summary>The table, with totals.</summary>
    public override string ToString()
    {
        var table = new TextTable(3, "layer", "operations", "output", "parameters", "FLOPs", "memory");
        foreach (var layer in Layers)
        {
            table.Add(layer.Path.Length == 0 ? $"({_root})" : layer.Path, layer.Operations, layer.Output.Shape.ToString(),
                Grouped(layer.Parameters), Grouped(layer.Flops), Bytes(layer.ActivationBytes));
        }
        table.Add("total", "", "", Grouped(ParameterCount), Grouped(Flops), Bytes(ActivationBytes));
        return $"input {_input.Shape}\n{table}";
    }

    // A parameter of a child has its name behind a dot.
    private static long OwnParameters((string Path, Module Module) entry)
    {
        return entry.Module.NamedParameters().Where(parameter => !parameter.Path.Contains('.'))
            .Sum(parameter => (long)parameter.Parameter.ElementCount);
    }

    private static string Grouped(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Bytes(long bytes) => bytes < 1 << 20
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.0} KiB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.0} MiB");
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
