using Adjoint.Graphs;

namespace Adjoint.Symbolic;

/// <summary>
/// Differentiates a formula by running it, and then the operations' tangent rules, on symbols: from the inside out, as a chain rule is
/// written, so that the outer derivative stands beside that of the whole inner sum.
/// </summary>
internal static class ForwardRules
{
    /// <summary>The derivative by one variable as the rules give it, not simplified.</summary>
    public static Formula Derivative(Formula formula, string variable)
    {
        var symbols = formula.Variables.ToDictionary(name => name, name => Tensor.Symbols(name));
        if (!symbols.TryGetValue(variable, out var by)) return Formula.Number(0);
        by.RequiresGrad = true;
        if (formula.Apply(symbols).Node is not { } root) return Formula.Number(0);
        var tangents = new Dictionary<Node, Tensor?>();
        foreach (var node in GraphNodes.InOrder(root))
        {
            tangents.Add(node, node.IsLeaf ? by.NewFull(Shape.Scalar, 1) : TangentOf(node, tangents));
        }
        return tangents[root]?.ToFormula() ?? Formula.Number(0);
    }

    private static Tensor? TangentOf(Node node, Dictionary<Node, Tensor?> tangents)
    {
        var incoming = new Tensor?[node.InputCount];
        for (var i = 0; i < incoming.Length; i++) incoming[i] = node.Input(i) is { } source ? tangents[source] : null;
        return Array.TrueForAll(incoming, tangent => tangent is null) ? null : node.Operation!.Jvp(incoming, new SavedValues(node));
    }
}
