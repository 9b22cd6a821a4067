namespace Adjoint.Representation;

/// <summary>A weighted sum of its children: a mixture, with a hidden choice between them.</summary>
public sealed class SumNode : SumProductNode
{
    /// <summary>sum_i weights_i child_i.</summary>
    /// <param name="terms">Children with weights, finite and at least 0, not all 0.</param>
    /// <exception cref="ArgumentException">There are no children, or a weight is out of its range.</exception>
    public SumNode(params ReadOnlySpan<(double Weight, SumProductNode Child)> terms) : base(ChildrenOf(terms))
    {
        var weights = new double[terms.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = terms[i].Weight;
            if (weights[i] >= 0 && double.IsFinite(weights[i])) continue;
            throw new ArgumentException(FormattableString.Invariant(
                $"SumNode: a weight is a finite number of at least 0, and weight {i} is {weights[i]}."), nameof(terms));
        }
        if (!weights.Any(weight => weight > 0)) throw new ArgumentException("SumNode: all weights are 0.", nameof(terms));
        Weights = weights;
    }

    /// <summary>The weights of the children, in their order.</summary>
    public IReadOnlyList<double> Weights { get; }

    internal override string Kind => "sum";

    private static SumProductNode[] ChildrenOf(ReadOnlySpan<(double Weight, SumProductNode Child)> terms)
    {
        if (terms.IsEmpty) throw new ArgumentException("SumNode: a sum has at least one child.", nameof(terms));
        var children = new SumProductNode[terms.Length];
        for (var i = 0; i < children.Length; i++) children[i] = terms[i].Child ?? throw new ArgumentNullException(nameof(terms));
        return children;
    }
}
