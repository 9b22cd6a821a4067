namespace Adjoint.Graphs;

/// <summary>Reads a record into a <see cref="Graph"/>.</summary>
internal sealed class GraphReader
{
    private readonly Dictionary<Node, int> _idOfNode = [];
    private readonly Dictionary<Tensor, int> _idOfConstant = [];
    private readonly Dictionary<Node, string> _nodeNames = [];
    private readonly IReadOnlyDictionary<Tensor, string> _names;
    private readonly List<GraphNodeContent> _contents = [];
    private readonly AdjacencyList.Builder _inputs = new();

    private GraphReader(IReadOnlyDictionary<Tensor, string> names)
    {
        _names = names;
        foreach (var (tensor, name) in names)
        {
            if (tensor.Node is { } node) _nodeNames[node] = name;
        }
    }

    public static Graph Read(IReadOnlyList<Tensor> results, IReadOnlyDictionary<Tensor, string> names)
    {
        var reader = new GraphReader(names);
        var order = GraphNodes.InOrder([.. results.Select(result => result.Node).OfType<Node>()]);
        foreach (var node in order)
        {
            if (node.IsLeaf) reader.AddNode(node);
        }
        var inputs = new List<int>();
        foreach (var node in order)
        {
            if (!node.IsLeaf) reader.AddStep(node, inputs);
        }
        // A result that was not recorded becomes a node, so all must be there before the lists are built.
        int[] outputs =
            [.. results.Select(result => result.Node is { } node ? reader._idOfNode[node] : reader.AddConstant(result.Type, result))];
        return new Graph(reader._contents, reader._inputs.Build(), outputs);
    }

    private void AddStep(Node node, List<int> inputs)
    {
        inputs.Clear();
        // Constants stand right before the first step that uses them.
        for (var i = 0; i < node.InputCount; i++)
        {
            inputs.Add(node.Input(i) is { } source ? _idOfNode[source] : AddConstant(node.InputType(i), node.InputValue(i)));
        }
        foreach (var input in inputs) _inputs.Add(input);
        AddNode(node);
    }

    private void AddNode(Node node)
    {
        _idOfNode.Add(node, _contents.Count);
        Add(new RecordedContent(node, _nodeNames.GetValueOrDefault(node)));
    }

    // One and the same kept tensor is one node; of a value that was not kept nothing tells whether it is.
    private int AddConstant(TensorType type, Tensor? value)
    {
        if (value is not null && _idOfConstant.TryGetValue(value, out var known)) return known;
        var id = _contents.Count;
        if (value is not null) _idOfConstant.Add(value, id);
        Add(new ConstantContent(type, value, value is null ? null : _names.GetValueOrDefault(value)));
        return id;
    }

    private void Add(GraphNodeContent content)
    {
        _contents.Add(content);
        _inputs.EndNode();
    }
}
