namespace Adjoint;

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>A view without the dimensions of size 1; any element type (PyTorch: <c>squeeze</c>).</summary>
        public Tensor Squeeze()
        {
            Span<int> sizes = stackalloc int[x.Rank];
            var rank = 0;
            foreach (var size in x.Shape.Sizes)
            {
                if (size != 1) sizes[rank++] = size;
            }
            return x.Reshape(Shape.Create(sizes[..rank]));
        }

        /// <summary>A view without one dimension, which must have size 1; any element type (PyTorch: <c>squeeze(dim)</c>).</summary>
        /// <param name="dim">The dimension; negative ones count from the end.</param>
        /// <exception cref="ShapeException">The dimension does not exist or has another size.</exception>
        public Tensor Squeeze(int dim)
        {
            dim = x.Shape.Normalize(dim, "squeeze");
            if (x.Shape[dim] != 1)
            {
                throw new ShapeException("squeeze", $"dimension {dim} of shape {x.Shape} has size {x.Shape[dim]}, and only a size "
                    + "of 1 can be left out.");
            }
            Span<int> sizes = stackalloc int[x.Rank - 1];
            x.Shape.Sizes[..dim].CopyTo(sizes);
            x.Shape.Sizes[(dim + 1)..].CopyTo(sizes[dim..]);
            return x.Reshape(Shape.Create(sizes));
        }
    }
}
