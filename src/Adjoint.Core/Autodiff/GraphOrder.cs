using Adjoint.Graphs;

namespace Adjoint.Autodiff;

/// <summary>The nodes that a result depends on, each after everything that consumes it (the root first).</summary>
internal sealed class GraphOrder
{
    private readonly List<Node> _nodes = [];
    private readonly Dictionary<Node, int> _index = [];
    private readonly bool[]? _leadsToTarget;
    private readonly HashSet<Node>? _targets;

    private GraphOrder(Node root)
    {
        Visit(root);
        _nodes.Reverse();
        for (var i = 0; i < _nodes.Count; i++) _index[_nodes[i]] = i;
    }

    private GraphOrder(Node root, ReadOnlySpan<Tensor> targets) : this(root)
    {
        _leadsToTarget = new bool[_nodes.Count];
        _targets = [];
        foreach (var target in targets)
        {
            if (target.Node is not { } node || !_index.TryGetValue(node, out var index)) continue;
            _leadsToTarget[index] = true;
            _targets.Add(node);
        }
        for (var i = _nodes.Count - 1; i >= 0; i--)
        {
            for (var input = 0; input < _nodes[i].InputCount; input++)
            {
                if (_nodes[i].Input(input) is { } source && _leadsToTarget[_index[source]]) _leadsToTarget[i] = true;
            }
        }
    }

    public int Count => _nodes.Count;

    public Node this[int index] => _nodes[index];

    public static GraphOrder From(Node root) => new(root);

    /// <summary>The order for gradients by given targets alone: nodes that lead to none of them are passed over.</summary>
    public static GraphOrder From(Node root, ReadOnlySpan<Tensor> targets) => new(root, targets);

    public int IndexOf(Node node) => _index.TryGetValue(node, out var index) ? index : -1;

    /// <summary>True if a gradient at this node is of use.</summary>
    public bool IsWanted(int index) => _leadsToTarget is null || _leadsToTarget[index];

    /// <summary>True if the gradient at this node is asked for, not only passed through.</summary>
    public bool IsTarget(int index) => _targets?.Contains(_nodes[index]) ?? _nodes[index].IsLeaf;

    /// <summary>True if it rests on variables besides the targets.</summary>
    public bool HasOtherVariables => _nodes.Exists(node => node.IsLeaf && !(_targets?.Contains(node) ?? false));

    /// <summary>An order that was made earlier may have been used up since.</summary>
    /// <exception cref="GradientException">A part of the record was used up by a backward pass.</exception>
    public void RequireRecord()
    {
        foreach (var node in _nodes) RequireRecord(node);
    }

    public void UseUp()
    {
        foreach (var node in _nodes) node.UseUp();
    }

    // Depth first with an explicit stack: a frame is a node and the next of its inputs to look at.
    private void Visit(Node root)
    {
        var stack = new Stack<(Node Node, int Next)>();
        _index[root] = -1;
        stack.Push((root, 0));
        while (stack.TryPop(out var frame))
        {
            var (node, next) = frame;
            RequireRecord(node);
            if (next == node.InputCount)
            {
                _nodes.Add(node);
                continue;
            }
            stack.Push((node, next + 1));
            if (node.Input(next) is { } source && _index.TryAdd(source, -1)) stack.Push((source, 0));
        }
    }

    private static void RequireRecord(Node node)
    {
        if (!node.IsUsedUp) return;
        using var scope = ModuleScope.Enter(node.ModulePath);
        throw new GradientException(node.Operation!.Name, "this step of the record was used up by an earlier backward pass. "
            + "Hint: compute the result again, or pass keepGraph: true to the first pass.");
    }
}
