using Adjoint.Graphs;

namespace Adjoint.Symbolic;

/// <summary>Makes the graph of a formula.</summary>
internal static class FormulaGraph
{
    public static Graph Of(Formula formula)
    {
        var order = FormulaOrder.Of(formula);
        // A stable order: variables first, all else as it is.
        var sorted = order.OrderBy(part => part.Name is null).ToList();
        var ids = new Dictionary<Formula, int>(sorted.Count);
        foreach (var part in sorted) ids.Add(part, ids.Count);
        var inputs = new AdjacencyList.Builder();
        foreach (var part in sorted)
        {
            foreach (var argument in part.ArgumentSpan) inputs.Add(ids[argument]);
            inputs.EndNode();
        }
        return new Graph([.. sorted.Select(part => new FormulaContent(part))], inputs.Build(), [ids[formula]]);
    }

    /// <summary>The formula with its operations taken apart: it runs on symbols, and what comes out is read.</summary>
    public static Formula Elementary(Formula formula)
    {
        var symbols = formula.Variables.ToDictionary(name => name, name => Tensor.Symbols(name));
        if (symbols.Count == 0) return formula;
        using var elementary = ElementaryGranularity.Begin();
        return formula.Apply(symbols).ToFormula();
    }
}

/// <summary>A part of a formula as a node: a single number, or a truth value.</summary>
internal sealed class FormulaContent(Formula formula) : GraphNodeContent
{
    public override GraphNodeKind Kind => formula.Operation is not null ? GraphNodeKind.Operation
        : formula.Name is not null ? GraphNodeKind.Variable : GraphNodeKind.Constant;

    public override TensorType Type => new(Shape.Scalar, formula.IsCondition ? DType.Bool : DType.Float64);

    public override string? Name => formula.Name;

    public override Operation? Operation => formula.Operation;

    public override Tensor? Value => formula.Value is { } number ? Tensor.Scalar(number, Type.DType) : null;

    public override long Flops => formula.Operation is null ? 0 : 1;
}
