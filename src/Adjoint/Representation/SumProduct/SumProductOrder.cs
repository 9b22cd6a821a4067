using System.Collections;

namespace Adjoint.Representation;

/// <summary>
/// The nodes of a sum-product network, each after its children and once, with the variables each is about. An explicit stack: networks may
/// be as deep as they like.
/// </summary>
internal sealed class SumProductOrder
{
    private readonly Dictionary<SumProductNode, int> _places = [];
    private readonly List<SumProductNode> _nodes = [];
    private readonly List<BitArray> _scopes = [];
    private readonly int _variables;

    public SumProductOrder(SumProductNode root)
    {
        Sort(root);
        _variables = 1 + _nodes.OfType<IndicatorNode>().Max(leaf => leaf.Variable);
        foreach (var node in _nodes) _scopes.Add(ScopeOf(node));
        var cardinalities = new int[_variables];
        foreach (var leaf in _nodes.OfType<IndicatorNode>())
            cardinalities[leaf.Variable] = Math.Max(cardinalities[leaf.Variable], leaf.Value + 1);
        Cardinalities = cardinalities;
        if (Array.IndexOf(cardinalities, 0) is >= 0 and var missing)
            throw new ArgumentException($"SumProductNetwork: there is no indicator of variable X{missing}; variables are numbered from 0.");
    }

    public IReadOnlyList<SumProductNode> Nodes => _nodes;

    /// <summary>The number of values of each variable.</summary>
    public IReadOnlyList<int> Cardinalities { get; }

    public int PlaceOf(SumProductNode node) => _places[node];

    private void Sort(SumProductNode root)
    {
        var open = new Stack<(SumProductNode Node, int Next)>([(root, 0)]);
        while (open.TryPop(out var top))
        {
            if (_places.ContainsKey(top.Node)) continue;
            if (top.Next < top.Node.Children.Count)
            {
                open.Push((top.Node, top.Next + 1));
                open.Push((top.Node.Children[top.Next], 0));
                continue;
            }
            _places.Add(top.Node, _nodes.Count);
            _nodes.Add(top.Node);
        }
    }

    private BitArray ScopeOf(SumProductNode node)
    {
        var scope = new BitArray(_variables);
        if (node is IndicatorNode leaf) scope[leaf.Variable] = true;
        for (var i = 0; i < node.Children.Count; i++)
        {
            var child = _scopes[_places[node.Children[i]]];
            if (node is ProductNode) RequireDisjoint(node, i, scope, child);
            else if (i > 0) RequireEqual(node, i, scope, child);
            scope.Or(child);
        }
        return scope;
    }

    private void RequireDisjoint(SumProductNode node, int i, BitArray before, BitArray child)
    {
        if (!new BitArray(before).And(child).HasAnySet()) return;
        throw new ArgumentException($"SumProductNetwork: product {_places[node]} is not decomposable: child {i} is about {Text(child)}, and the "
            + $"children before it already about {Text(before)}. Hint: the children of a product share no variable.");
    }

    private void RequireEqual(SumProductNode node, int i, BitArray before, BitArray child)
    {
        if (!new BitArray(before).Xor(child).HasAnySet()) return;
        throw new ArgumentException($"SumProductNetwork: sum {_places[node]} is not complete: child {i} is about {Text(child)}, and child 0 "
            + $"about {Text(before)}. Hint: the children of a sum are about the same variables.");
    }

    private static string Text(BitArray scope) =>
        "{" + string.Join(", ", Enumerable.Range(0, scope.Length).Where(i => scope[i]).Select(i => $"X{i}")) + "}";
}
