using Adjoint.Graphs;

namespace Adjoint.Autodiff;

/// <summary>The nodes that a result depends on, each after everything that consumes it (the root first).</summary>
internal sealed class GraphOrder
{
    private const int Constant = -1;
    private const int LeastCapacity = 64;

    private readonly Node[] _nodes;

    // The inputs of node i have their places at _inputs[_firstInput[i]] and after.
    private readonly int[] _firstInput;
    private readonly int[] _inputs;
    private readonly Dictionary<Node, int>? _targets;
    private readonly bool[]? _leadsToTarget;

    private GraphOrder(Node root, ReadOnlySpan<Tensor> targets, bool onlyToTargets)
    {
        var places = new NodePlaces();
        _nodes = DepthFirst(root, places);
        _firstInput = new int[_nodes.Length + 1];
        for (var i = 0; i < _nodes.Length; i++)
        {
            places[_nodes[i]] = i;
            _firstInput[i + 1] = _firstInput[i] + _nodes[i].InputCount;
        }
        if (onlyToTargets) _targets = Find(targets, places);
        _inputs = new int[_firstInput[^1]];
        for (var i = 0; i < _nodes.Length; i++)
        {
            for (var input = 0; input < _nodes[i].InputCount; input++)
            {
                _inputs[_firstInput[i] + input] = _nodes[i].Input(input) is { } source ? places[source] : Constant;
            }
            // All that consume the node lie before it: nobody asks for its place any more.
            places.Leave(_nodes[i]);
        }
        if (_targets is not null) _leadsToTarget = MarkThoseThatLeadTo(_targets);
    }

    public int Count => _nodes.Length;

    public Node this[int index] => _nodes[index];

    public static GraphOrder From(Node root) => new(root, [], onlyToTargets: false);

    /// <summary>The order for gradients by given targets alone: nodes that lead to none of them are passed over.</summary>
    public static GraphOrder From(Node root, ReadOnlySpan<Tensor> targets) => new(root, targets, onlyToTargets: true);

    /// <summary>The place of a target; negative if there is no path to it.</summary>
    public int IndexOfTarget(Node node) => _targets!.TryGetValue(node, out var index) ? index : -1;

    /// <summary>The places of a node's inputs; negative for constants.</summary>
    public ReadOnlySpan<int> Inputs(int index) => _inputs.AsSpan(_firstInput[index].._firstInput[index + 1]);

    /// <summary>True if a gradient at this node is of use.</summary>
    public bool IsWanted(int index) => _leadsToTarget is null || _leadsToTarget[index];

    /// <summary>True if the gradient at this node is asked for, not only passed through.</summary>
    public bool IsTarget(int index) => _targets?.ContainsKey(_nodes[index]) ?? _nodes[index].IsLeaf;

    /// <summary>True if it rests on variables besides the targets.</summary>
    public bool HasOtherVariables => Array.Exists(_nodes, node => node.IsLeaf && !(_targets?.ContainsKey(node) ?? false));

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

    private static Node[] DepthFirst(Node root, NodePlaces places)
    {
        var nodes = new PooledStack<Node>(LeastCapacity);
        var stack = new PooledStack<(Node Node, int Next)>(LeastCapacity);
        try
        {
            Visit(root, places, ref nodes, ref stack);
            nodes.Items.Reverse();
            return nodes.Items.ToArray();
        }
        catch (GradientException)
        {
            foreach (var node in nodes.Items) places.Leave(node);
            foreach (var (node, _) in stack.Items) places.Leave(node);
            throw;
        }
        finally
        {
            nodes.Dispose();
            stack.Dispose();
        }
    }

    // Depth first with an explicit stack: a frame is a node and the next of its inputs to look at.
    private static void Visit(Node root, NodePlaces places, ref PooledStack<Node> nodes, ref PooledStack<(Node Node, int Next)> stack)
    {
        RequireRecord(root);
        places.Add(root);
        stack.Push((root, 0));
        while (stack.Count > 0)
        {
            var (node, next) = stack.Pop();
            if (next == node.InputCount)
            {
                nodes.Push(node);
                continue;
            }
            stack.Push((node, next + 1));
            if (node.Input(next) is not { } source || places.Contains(source)) continue;
            RequireRecord(source);
            places.Add(source);
            stack.Push((source, 0));
        }
    }

    private static Dictionary<Node, int> Find(ReadOnlySpan<Tensor> targets, NodePlaces places)
    {
        var found = new Dictionary<Node, int>();
        foreach (var target in targets)
        {
            if (target.Node is { } node && places.Contains(node)) found[node] = places[node];
        }
        return found;
    }

    private bool[] MarkThoseThatLeadTo(Dictionary<Node, int> targets)
    {
        var leads = new bool[_nodes.Length];
        foreach (var index in targets.Values) leads[index] = true;
        for (var i = leads.Length - 1; i >= 0; i--)
        {
            foreach (var input in Inputs(i))
            {
                if (input != Constant && leads[input]) leads[i] = true;
            }
        }
        return leads;
    }

    private static void RequireRecord(Node node)
    {
        if (!node.IsUsedUp) return;
        using var scope = ModuleScope.Enter(node.ModulePath);
        throw new GradientException(node.Operation!.Name, "this step of the record was used up by an earlier backward pass. "
            + "Hint: compute the result again, or pass keepGraph: true to the first pass.");
    }
}
