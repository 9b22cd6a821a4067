using System.Runtime.CompilerServices;

namespace Adjoint;

public sealed partial class Tensor
{
    /// <summary>
    /// A view of chosen positions along each dimension, without a copy: <c>x[1..3, .., ^1]</c>. A position removes its dimension, a range
    /// keeps it, <c>(range, step)</c> skips or reverses; dimensions that are not mentioned are taken whole. Any element type; gradients
    /// flow back to the chosen elements (PyTorch: basic indexing).
    /// </summary>
    /// <param name="indices">At most one a dimension, from the first on.</param>
    /// <exception cref="ShapeException">More indices than dimensions, or a position or range that does not exist.</exception>
    [IndexerName("Elements")]
    public Tensor this[params ReadOnlySpan<TensorIndex> indices]
    {
        get
        {
            if (indices.Length > Rank)
            {
                throw new ShapeException("slice", $"{indices.Length} indices were given for shape {Shape}, which has {Rank} dimensions.");
            }
            var axes = new SliceAxis[Rank];
            for (var dim = 0; dim < axes.Length; dim++)
            {
                axes[dim] = dim < indices.Length ? indices[dim].Resolve(Shape, dim) : SliceAxis.All(Shape[dim]);
            }
            return new SliceOperation(axes).Apply(this);
        }
    }
}
