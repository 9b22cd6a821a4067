namespace Adjoint.Graphs;

/// <summary>Walks a recorded graph.</summary>
public static class GraphNodes
{
    /// <summary>All nodes that a node depends on and the node itself, each after its inputs.</summary>
    /// <exception cref="GradientException">A part of the record was used up by a backward pass.</exception>
    public static IReadOnlyList<Node> InOrder(Node root)
    {
        ArgumentNullException.ThrowIfNull(root);
        var order = Autodiff.GraphOrder.From(root);
        var nodes = new Node[order.Count];
        for (var i = 0; i < nodes.Length; i++) nodes[i] = order[nodes.Length - 1 - i];
        return nodes;
    }
}
