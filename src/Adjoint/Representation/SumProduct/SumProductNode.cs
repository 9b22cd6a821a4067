namespace Adjoint.Representation;

/// <summary>A node of a sum-product network: <see cref="IndicatorNode"/>, <see cref="SumNode"/> or <see cref="ProductNode"/>. Nodes may be
/// children of several others.</summary>
public abstract class SumProductNode
{
    private protected SumProductNode(IReadOnlyList<SumProductNode> children) => Children = children;

    /// <summary>What the node is computed from.</summary>
    public IReadOnlyList<SumProductNode> Children { get; }

    /// <summary>As errors name it.</summary>
    internal abstract string Kind { get; }
}
