namespace Adjoint.Graphs;

/// <summary>Joins the nodes of each run of a module to one node.</summary>
internal sealed class ModuleCollapse
{
    private const int Alone = -1;

    private readonly Graph _graph;
    private readonly ModuleParts _parts;
    private readonly int[] _groupOf;
    private readonly List<List<int>> _members = [];

    private ModuleCollapse(Graph graph, int depth)
    {
        _graph = graph;
        _parts = ModuleParts.Of(graph, depth);
        _groupOf = new int[graph.Nodes.Count];
        var groupOfPart = new Dictionary<int, int>();
        foreach (var node in graph.Nodes)
        {
            var part = node.Kind is GraphNodeKind.Variable or GraphNodeKind.Constant ? PartOfInput(node) : _parts[node.Id];
            if (part == Alone || !groupOfPart.TryGetValue(part, out var group))
            {
                group = _members.Count;
                _members.Add([]);
                if (part != Alone) groupOfPart.Add(part, group);
            }
            _groupOf[node.Id] = group;
            _members[group].Add(node.Id);
        }
    }

    public static Graph Of(Graph graph, int depth) => new ModuleCollapse(graph, depth).Build();

    // A parameter, or a single number, goes with the one part that uses it; shared ones and the network's inputs stay visible.
    private int PartOfInput(GraphNode node)
    {
        if (node.IsOutput || node.FanOut == 0) return Alone;
        var part = _parts[node.Consumers[0]];
        foreach (var consumer in node.Consumers)
        {
            if (_parts[consumer] != part) return Alone;
        }
        if (part == Alone) return Alone;
        var isIn = node.Kind == GraphNodeKind.Variable || node.Name is not null
            ? _parts.PathOf(part) == _parts.Prefix(node.ModulePath)
            : node.Type.Shape.ElementCount == 1;
        return isIn ? part : Alone;
    }

    private Graph Build()
    {
        var order = Order();
        var idOf = new int[_members.Count];
        for (var id = 0; id < order.Count; id++) idOf[order[id]] = id;
        var numbers = new PartNumbers(order.Select(group => _parts[_members[group][^1]]).Where(part => part != Alone), _parts);
        var contents = new List<GraphNodeContent>();
        var inputs = new AdjacencyList.Builder();
        var types = new List<IReadOnlyList<TensorType>[]>();
        foreach (var group in order)
        {
            var edges = IsModule(group) ? MergedEdges(group) : OwnEdges(_members[group][0]);
            foreach (var (from, _) in edges) inputs.Add(idOf[from]);
            inputs.EndNode();
            types.Add([.. edges.Select(edge => edge.Types)]);
            contents.Add(IsModule(group) ? Content(group, numbers) : _graph.Nodes[_members[group][0]].Content);
        }
        int[] outputs = [.. _graph.Outputs.Select(output => idOf[_groupOf[output.Id]])];
        return new Graph(contents, inputs.Build(), outputs, [.. types]);
    }

    private bool IsModule(int group) => _parts[_members[group][^1]] != Alone;

    private List<(int From, IReadOnlyList<TensorType> Types)> OwnEdges(int node)
    {
        var edges = new List<(int, IReadOnlyList<TensorType>)>();
        for (var input = 0; input < _graph.InputsOf(node).Length; input++)
        {
            var edge = _graph.Edge(node, input);
            edges.Add((_groupOf[edge.From], edge.Types));
        }
        return edges;
    }

    // One edge for each node that values come from, with the type of each different value.
    private List<(int From, IReadOnlyList<TensorType> Types)> MergedEdges(int group)
    {
        var types = new OrderedDictionary<int, List<TensorType>>();
        var seen = new HashSet<int>();
        foreach (var member in _members[group])
        {
            for (var input = 0; input < _graph.InputsOf(member).Length; input++)
            {
                var edge = _graph.Edge(member, input);
                var from = _groupOf[edge.From];
                if (from == group || !seen.Add(edge.From)) continue;
                if (types.TryGetValue(from, out var list)) list.AddRange(edge.Types);
                else types.Add(from, [.. edge.Types]);
            }
        }
        return [.. types.Select(entry => (entry.Key, (IReadOnlyList<TensorType>)entry.Value))];
    }

    private ModuleContent Content(int group, PartNumbers numbers)
    {
        var nodes = _members[group].ConvertAll(member => _graph.Nodes[member]);
        var last = nodes.FindLast(IsHandedOn) ?? nodes[^1];
        var part = _parts[nodes[^1].Id];
        var inner = nodes.Where(node => node.Module is not null).Select(node => node.Module!).ToList();
        var operations = nodes.SelectMany(node => node.Module?.Operations ?? (node.Operation is { } step ? [step.Name] : []));
        var module = new GraphModule(_parts.PathOf(part), numbers.NumberOf(part), numbers.CountOf(part), _members[group],
            [.. operations.Distinct()],
            nodes.Count(node => node.Operation is not null) + inner.Sum(child => child.OperationCount),
            nodes.Where(node => node.Kind == GraphNodeKind.Variable).Sum(node => (long)node.Type.Shape.ElementCount)
                + inner.Sum(child => child.ParameterCount));
        return new ModuleContent(module, _parts.CallOf(part), last.Type, nodes.Sum(node => node.Flops));
    }

    private bool IsHandedOn(GraphNode node)
    {
        if (node.IsOutput) return true;
        foreach (var consumer in node.Consumers)
        {
            if (_groupOf[consumer] != _groupOf[node.Id]) return true;
        }
        return false;
    }

    // Of the groups whose inputs are all placed, next comes the one with the earliest node; variables first.
    private List<int> Order()
    {
        var (order, ready) = (new List<int>(), new PriorityQueue<int, (bool, int)>());
        var edges = _members.ConvertAll(_ => new HashSet<int>());
        var waiting = new int[_members.Count];
        foreach (var node in _graph.Nodes)
        {
            foreach (var input in node.Inputs)
            {
                var (from, to) = (_groupOf[input], _groupOf[node.Id]);
                if (from != to && edges[from].Add(to)) waiting[to]++;
            }
        }
        for (var group = 0; group < _members.Count; group++)
        {
            if (waiting[group] == 0) ready.Enqueue(group, Priority(group));
        }
        while (ready.TryDequeue(out var group, out _))
        {
            order.Add(group);
            foreach (var to in edges[group])
            {
                if (--waiting[to] == 0) ready.Enqueue(to, Priority(to));
            }
        }
        return order;
    }

    private (bool IsLate, int Last) Priority(int group)
    {
        var isVariable = _members[group] is [var only] && _graph.Nodes[only].Kind == GraphNodeKind.Variable;
        return (!isVariable, _members[group][^1]);
    }
}
