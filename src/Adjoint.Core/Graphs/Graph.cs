using System.Globalization;

namespace Adjoint.Graphs;

/// <summary>
/// A computation as a value: what was recorded when a result was made, as nodes in topological order with edges, depth and fan-out (UBC
/// lecture 2, CMU lecture 1). It is immutable, follows no later change of the record, and is walked without recursion, so that it can have
/// millions of nodes.
/// </summary>
public sealed class Graph
{
    private readonly GraphNode[] _nodes;
    private readonly AdjacencyList _inputs;
    private readonly AdjacencyList _consumers;
    private readonly IReadOnlyList<TensorType>[][]? _edgeTypes;
    private readonly int[] _depths;
    private readonly bool[] _isOutput;

    internal Graph(IReadOnlyList<GraphNodeContent> contents, AdjacencyList inputs, int[] outputs,
        IReadOnlyList<TensorType>[][]? edgeTypes = null)
    {
        (_inputs, _consumers, _edgeTypes) = (inputs, inputs.Reverse(), edgeTypes);
        _nodes = new GraphNode[contents.Count];
        _depths = new int[contents.Count];
        _isOutput = new bool[contents.Count];
        for (var id = 0; id < _nodes.Length; id++)
        {
            _nodes[id] = new GraphNode(this, id, contents[id]);
            foreach (var input in inputs[id]) _depths[id] = Math.Max(_depths[id], _depths[input] + 1);
            Depth = Math.Max(Depth, _depths[id]);
            Flops += contents[id].Flops;
        }
        foreach (var output in outputs) _isOutput[output] = true;
        Outputs = [.. outputs.Select(output => _nodes[output])];
    }

    /// <summary>The nodes in topological order: each after all its inputs, and its id is its place. Variables come first.</summary>
    public IReadOnlyList<GraphNode> Nodes => _nodes;

    /// <summary>The results the graph was asked for, in the order they were given.</summary>
    public IReadOnlyList<GraphNode> Outputs { get; }

    /// <summary>The variables and constants: what the computation begins with.</summary>
    public IEnumerable<GraphNode> Inputs =>
        _nodes.Where(node => node.Kind is GraphNodeKind.Variable or GraphNodeKind.Constant);

    /// <summary>All edges, by the node they lead to and its input.</summary>
    public IEnumerable<GraphEdge> Edges
    {
        get
        {
            for (var id = 0; id < _nodes.Length; id++)
            {
                for (var input = 0; input < _inputs[id].Length; input++) yield return Edge(id, input);
            }
        }
    }

    /// <summary>The number of edges.</summary>
    public int EdgeCount => _inputs.EdgeCount;

    /// <summary>The length of the longest path, in edges: how many steps must be taken one after another.</summary>
    public int Depth { get; }

    /// <summary>Floating-point operations of one forward computation.</summary>
    public long Flops { get; }

    /// <summary>The number of nodes of one kind.</summary>
    public int Count(GraphNodeKind kind) => _nodes.Count(node => node.Kind == kind);

    /// <summary>The graph of one result.</summary>
    /// <param name="result">A tensor that was computed while recording. One that was not recorded makes a graph of a single constant.</param>
    /// <param name="names">Names of variables, constants and results, for those that are to have one. A name with a path before its last
    /// dot, such as <c>conv1.weight</c>, puts a variable or a constant into that module.</param>
    /// <exception cref="GradientException">A part of the record was used up by a backward pass.</exception>
    public static Graph Of(Tensor result, IReadOnlyDictionary<Tensor, string>? names = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        return Of([result], names);
    }

    /// <summary>The graph of several results; what they share is in it once.</summary>
    /// <inheritdoc cref="Of(Tensor, IReadOnlyDictionary{Tensor, string}?)"/>
    /// <param name="results">Tensors that were computed while recording; none make an empty graph.</param>
    /// <param name="names">Names of variables, constants and results.</param>
    public static Graph Of(IReadOnlyList<Tensor> results, IReadOnlyDictionary<Tensor, string>? names = null)
    {
        ArgumentNullException.ThrowIfNull(results);
        return GraphReader.Read(results, names ?? new Dictionary<Tensor, string>());
    }

    /// <summary>
    /// The graph with all nodes of one module in one node, so that a large network can be taken in: parameters and single numbers go with
    /// the operations that use them, and edges between the same two nodes become one. A module that runs several times becomes a node for
    /// each run. Operations of the network's root and of no module stay as they are, and so do a module's own ones where the modules in it
    /// get nodes.
    /// </summary>
    /// <param name="depth">How many names of a path are kept: at 1, <c>features.conv1</c> becomes <c>features</c>.</param>
    /// <remarks>If outside steps lie between those of one run, as in the graph of a gradient, the run is split into parts, so that the
    /// result is a graph without cycles again.</remarks>
    public Graph CollapseByModule(int depth = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(depth, 1);
        return ModuleCollapse.Of(this, depth);
    }

    /// <summary>As in <c>graph of 7 nodes, 7 edges, depth 3</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"graph of {Counted(Nodes.Count, "node")}, {Counted(EdgeCount, "edge")}, depth {Depth}");

    /// <summary>One edge: an input of a node.</summary>
    internal GraphEdge Edge(int to, int input)
    {
        var from = _inputs[to][input];
        return new GraphEdge(from, to, input, _edgeTypes is null ? [_nodes[from].Type] : _edgeTypes[to][input]);
    }

    internal ReadOnlySpan<int> InputsOf(int id) => _inputs[id];

    internal ReadOnlySpan<int> ConsumersOf(int id) => _consumers[id];

    internal int DepthOf(int id) => _depths[id];

    internal bool IsOutput(int id) => _isOutput[id];

    private static string Counted(int count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");
}
