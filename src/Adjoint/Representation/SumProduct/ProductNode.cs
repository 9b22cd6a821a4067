namespace Adjoint.Representation;

/// <summary>The product of its children: parts that are independent of one another.</summary>
public sealed class ProductNode : SumProductNode
{
    /// <summary>prod_i child_i.</summary>
    /// <exception cref="ArgumentException">There are no children.</exception>
    public ProductNode(params ReadOnlySpan<SumProductNode> children) : base(Checked(children))
    {
    }

    internal override string Kind => "product";

    private static SumProductNode[] Checked(ReadOnlySpan<SumProductNode> children)
    {
        if (children.IsEmpty) throw new ArgumentException("ProductNode: a product has at least one child.", nameof(children));
        foreach (var child in children) ArgumentNullException.ThrowIfNull(child, nameof(children));
        return children.ToArray();
    }
}
