using System.Globalization;

namespace Adjoint.Graphs;

/// <summary>One node of a <see cref="Graph"/>. Its <see cref="Id"/> is its place in the topological order: inputs have smaller ones.</summary>
public sealed class GraphNode
{
    private readonly Graph _graph;

    internal GraphNode(Graph graph, int id, GraphNodeContent content) => (_graph, Id, Content) = (graph, id, content);

    /// <summary>The place in the order, from 0 on; the same in every run of the same program.</summary>
    public int Id { get; }

    /// <summary>What the node stands for.</summary>
    public GraphNodeKind Kind => Content.Kind;

    /// <summary>
    /// The name that the caller of <see cref="Graph.Of(Tensor, IReadOnlyDictionary{Tensor, string}?)"/> gave to the node's tensor, such as
    /// <c>conv1.weight</c>; null if none.
    /// </summary>
    public string? Name => Content.Name;

    /// <summary>The operation; null for variables, constants and modules.</summary>
    public Operation? Operation => Content.Operation;

    /// <summary>Shape and element type of the node's value. For a module: of the last value that it hands on.</summary>
    public TensorType Type => Content.Type;

    /// <summary>The run of the module that the node belongs to; null outside any module.</summary>
    public ModuleCall? ModuleCall => Content.Call;

    /// <summary>
    /// The path of the module that the node belongs to, such as <c>features.conv1</c>, and of a module itself; empty for the operations of a
    /// network's root, null outside any module.
    /// </summary>
    public string? ModulePath => Content.Path;

    /// <summary>Floating-point operations of the forward step, of all operations in a module.</summary>
    public long Flops => Content.Flops;

    /// <summary>The value, if it was kept; see <see cref="KeepValues"/>. Variables have it always.</summary>
    public Tensor? Value => Content.Value;

    /// <summary>The recorded step or variable; null for constants, modules and parts of formulas.</summary>
    public Node? Record => Content.Record;

    /// <summary>For a module: what is in it; else null.</summary>
    public GraphModule? Module => Content.Module;

    /// <summary>The length of the longest path from an input to here, in edges: 0 for variables and constants.</summary>
    public int Depth => _graph.DepthOf(Id);

    /// <summary>The ids of the nodes whose values this one uses, in the order of its inputs; one that is used twice stands twice.</summary>
    public ReadOnlySpan<int> Inputs => _graph.InputsOf(Id);

    /// <summary>The ids of the nodes that use this one's value, ascending; one that uses it twice stands twice.</summary>
    public ReadOnlySpan<int> Consumers => _graph.ConsumersOf(Id);

    /// <summary>How many times the value is used: as many adjoints are added up here in the backward pass.</summary>
    public int FanOut => Consumers.Length;

    /// <summary>True if the node is a result that the graph was asked for.</summary>
    public bool IsOutput => _graph.IsOutput(Id);

    /// <summary>
    /// What stands in the node's box: the name of the variable, the operation, the module's path, or a constant's number.
    /// </summary>
    public string Label => Kind switch
    {
        GraphNodeKind.Operation => Operation!.Name,
        GraphNodeKind.Module => Module!.Label,
        GraphNodeKind.Variable => Name ?? "variable",
        _ => Name ?? NumberText ?? "constant",
    };

    /// <summary>The operation's attributes besides its inputs, such as the dimension of a sum; empty for all else.</summary>
    public IEnumerable<KeyValuePair<string, string>> Attributes => Operation is not { } operation ? []
        : operation.Attributes.Select(entry => KeyValuePair.Create(entry.Key, Text(entry.Value)));

    internal GraphNodeContent Content { get; }

    /// <summary>As in <c>3: conv2d float32[1, 6, 28, 28]</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Id}: {Label} {Type}");

    private string? NumberText =>
        Value is { ElementCount: 1, HasElements: true } value ? value.Item().ToString("G6", CultureInfo.InvariantCulture) : null;

    private static string Text(object value) => value switch
    {
        string text => text,
        bool truth => truth ? "true" : "false",
        System.Collections.IEnumerable items => $"[{string.Join(", ", items.Cast<object>().Select(Text))}]",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
