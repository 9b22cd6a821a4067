using Adjoint.Graphs;

namespace Adjoint.Autodiff;

/// <summary>
/// The nodes that a result depends on, each after everything that consumes it (the root first), and their edges as numbers. Disposing it
/// gives the arrays back, which may also be left to the garbage collector.
/// </summary>
internal sealed class GraphOrder : IDisposable
{
    // More targets than this are looked up in a dictionary.
    private const int MostTargetsSearched = 16;

    private readonly RentedList<Node> _nodes = new();
    private readonly RentedArray<int> _firstInput;
    private readonly RentedArray<int> _sources;
    private readonly RentedArray<Use> _uses;
    private readonly int[]? _targets;
    private readonly Dictionary<Node, int>? _placesOfTargets;

    private GraphOrder(Node root, ReadOnlySpan<Tensor> targets, bool hasTargets)
    {
        using var places = new NodePlaces();
        var edges = Visit(root, places);
        _nodes.Span.Reverse();
        for (var i = 0; i < Count; i++) places[_nodes[i]] = i;
        _firstInput = new RentedArray<int>(Count + 1);
        _sources = new RentedArray<int>(edges);
        _uses = new RentedArray<Use>(Count);
        for (var (i, edge) = (0, 0); i < Count; i++)
        {
            var node = _nodes[i];
            _firstInput[i] = edge;
            for (var input = 0; input < node.InputCount; input++) _sources[edge++] = node.Input(input) is { } source ? places[source] : -1;
        }
        _firstInput[Count] = edges;
        if (hasTargets) _targets = Mark(targets, places);
        else MarkAll();
        if (_targets?.Length > MostTargetsSearched) _placesOfTargets = PlacesOf(_targets);
    }

    [Flags]
    private enum Use : byte
    {
        None = 0,
        Wanted = 1,
        Target = 2,
    }

    public int Count => _nodes.Count;

    public Node this[int index] => _nodes[index];

    /// <summary>The order for gradients by all variables.</summary>
    public static GraphOrder From(Node root) => new(root, [], hasTargets: false);

    /// <summary>The order for derivatives by given targets alone: nodes that lead to none of them are passed over.</summary>
    public static GraphOrder From(Node root, ReadOnlySpan<Tensor> targets) => new(root, targets, hasTargets: true);

    /// <summary>The places of the nodes that an entry's inputs came from; -1 for constants.</summary>
    public ReadOnlySpan<int> SourcesOf(int index) => _sources.Span[_firstInput[index].._firstInput[index + 1]];

    /// <summary>The place of a target; -1 if there is no path to it.</summary>
    public int IndexOf(Node target)
    {
        if (_placesOfTargets is { } places) return places.GetValueOrDefault(target, -1);
        foreach (var index in _targets!)
        {
            if (index >= 0 && _nodes[index] == target) return index;
        }
        return -1;
    }

    /// <summary>True if a gradient or tangent at this node is of use; so for the place of a constant, -1, it is not.</summary>
    public bool IsWanted(int index) => index >= 0 && (_uses[index] & Use.Wanted) != 0;

    /// <summary>True if the gradient at this node is asked for, not only passed through.</summary>
    public bool IsTarget(int index) => (_uses[index] & Use.Target) != 0;

    /// <summary>True if it rests on variables besides the targets.</summary>
    public bool HasOtherVariables
    {
        get
        {
            for (var i = 0; i < Count; i++)
            {
                if (_nodes[i].IsLeaf && !IsTarget(i)) return true;
            }
            return false;
        }
    }

    /// <summary>An order that was made earlier may have been used up since.</summary>
    /// <exception cref="GradientException">A part of the record was used up by a backward pass.</exception>
    public void RequireRecord()
    {
        foreach (var node in _nodes.Span) RequireRecord(node);
    }

    public void UseUp()
    {
        foreach (var node in _nodes.Span) node.UseUp();
    }

    public void Dispose()
    {
        _nodes.Dispose();
        _firstInput.Dispose();
        _sources.Dispose();
        _uses.Dispose();
    }

    private Dictionary<Node, int> PlacesOf(int[] targets)
    {
        var places = new Dictionary<Node, int>(targets.Length, ReferenceEqualityComparer.Instance);
        foreach (var index in targets)
        {
            if (index >= 0) places[_nodes[index]] = index;
        }
        return places;
    }

    // Depth first with an explicit stack: a frame is a node and the next of its inputs to look at. Counts the edges.
    private int Visit(Node root, NodePlaces places)
    {
        using var stack = new RentedList<(Node Node, int Next)>();
        var edges = 0;
        places.TryAdd(root);
        stack.Add((root, 0));
        while (stack.Count > 0)
        {
            ref var frame = ref stack[stack.Count - 1];
            var node = frame.Node;
            if (frame.Next == node.InputCount)
            {
                RequireRecord(node);
                edges += node.InputCount;
                _nodes.Add(node);
                stack.RemoveLast();
                continue;
            }
            if (node.Input(frame.Next++) is { } source && places.TryAdd(source)) stack.Add((source, 0));
        }
        return edges;
    }

    private int[] Mark(ReadOnlySpan<Tensor> targets, NodePlaces places)
    {
        var indices = new int[targets.Length];
        for (var i = 0; i < targets.Length; i++)
        {
            indices[i] = targets[i].Node is { } node ? places[node] : -1;
            if (indices[i] >= 0) _uses[indices[i]] = Use.Wanted | Use.Target;
        }
        for (var i = Count - 1; i >= 0; i--)
        {
            foreach (var source in SourcesOf(i))
            {
                if (IsWanted(source)) _uses[i] |= Use.Wanted;
            }
        }
        return indices;
    }

    private void MarkAll()
    {
        for (var i = 0; i < Count; i++) _uses[i] = _nodes[i].IsLeaf ? Use.Wanted | Use.Target : Use.Wanted;
    }

    private static void RequireRecord(Node node)
    {
        if (!node.IsUsedUp) return;
        using var scope = ModuleScope.Enter(node.ModuleCall);
        throw new GradientException(node.Operation!.Name, "this step of the record was used up by an earlier backward pass. "
            + "Hint: compute the result again, or pass keepGraph: true to the first pass.");
    }
}
