namespace Adjoint.Graphs;

/// <summary>Walks a recorded graph.</summary>
public static class GraphNodes
{
    /// <summary>All nodes that a node depends on and the node itself, each after its inputs.</summary>
    /// <exception cref="GradientException">A part of the record was used up by a backward pass.</exception>
    public static IReadOnlyList<Node> InOrder(Node root)
    {
        ArgumentNullException.ThrowIfNull(root);
        return InOrder([root]);
    }

    /// <summary>All nodes that some nodes depend on and these themselves, each once and after its inputs.</summary>
    /// <exception cref="GradientException">A part of the record was used up by a backward pass.</exception>
    public static IReadOnlyList<Node> InOrder(IReadOnlyList<Node> roots)
    {
        ArgumentNullException.ThrowIfNull(roots);
        var order = new List<Node>();
        var seen = new HashSet<Node>(ReferenceEqualityComparer.Instance);
        var stack = new Stack<(Node Node, int Next)>();
        foreach (var root in roots)
        {
            if (seen.Add(root)) Visit(root);
        }
        return order;

        // Depth first with an explicit stack: a frame is a node and the next of its inputs to look at.
        void Visit(Node root)
        {
            stack.Push((root, 0));
            while (stack.TryPop(out var frame))
            {
                var (node, next) = frame;
                RequireRecord(node);
                if (next == node.InputCount)
                {
                    order.Add(node);
                    continue;
                }
                stack.Push((node, next + 1));
                if (node.Input(next) is { } source && seen.Add(source)) stack.Push((source, 0));
            }
        }
    }

    private static void RequireRecord(Node node)
    {
        if (!node.IsUsedUp) return;
        throw new GradientException(node.Operation!.Name, "this step of the record was used up by an earlier backward pass. "
            + "Hint: take the graph before Backward, or pass keepGraph: true to it.");
    }
}
