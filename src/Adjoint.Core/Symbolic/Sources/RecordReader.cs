using Adjoint.Backends;
using Adjoint.Graphs;

namespace Adjoint.Symbolic;

/// <summary>Runs a recorded computation again, on symbols.</summary>
internal static class RecordReader
{
    public static Tensor Read(Tensor result, ReadOnlySpan<(string Name, Tensor Variable)> variables)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (result.Node is not { } root)
        {
            throw new GradientException("This tensor has no record of how it was made. Hint: set RequiresGrad = true on the variables before "
                + "computing with them.");
        }
        var tensors = Symbols(variables);
        foreach (var node in GraphNodes.InOrder(root))
        {
            if (tensors.ContainsKey(node)) continue;
            tensors.Add(node, node.IsLeaf ? ValueOf(node) : Run(node, tensors));
        }
        return tensors[root];
    }

    private static Dictionary<Node, Tensor> Symbols(ReadOnlySpan<(string Name, Tensor Variable)> variables)
    {
        var symbols = new Dictionary<Node, Tensor>();
        foreach (var (name, variable) in variables)
        {
            if (variable.Node is not { } node)
            {
                throw new FormulaException($"{name} is no variable: the tensor given for it has no gradient. Hint: set RequiresGrad = true on it "
                    + "before computing.");
            }
            symbols.Add(node, Tensor.Symbols(name, variable.Shape, variable.DType));
        }
        return symbols;
    }

    private static Tensor ValueOf(Node leaf) => leaf.Value!.Detach().To(Backend.Symbolic);

    private static Tensor Run(Node node, Dictionary<Node, Tensor> tensors)
    {
        var inputs = new Tensor[node.InputCount];
        for (var i = 0; i < inputs.Length; i++)
        {
            inputs[i] = node.Input(i) is { } source ? tensors[source] : node.InputValue(i)?.Detach().To(Backend.Symbolic) ?? throw NotKept(node, i);
        }
        // Symbols stay where they are.
        return node.Operation is ToBackendOperation ? inputs[0] : node.Operation!.Apply(inputs);
    }

    private static FormulaException NotKept(Node node, int input) => new($"The record of {node.Operation!.Name} did not keep its constant input "
        + $"{input} ({node.InputType(input)}). Hint: compute within using var keep = KeepValues.Begin();");
}
