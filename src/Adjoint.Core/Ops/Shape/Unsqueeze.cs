namespace Adjoint;

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>A view with a new dimension of size 1; any element type (PyTorch: <c>unsqueeze</c>).</summary>
        /// <param name="dim">Where the result has its new dimension; -1 puts it last.</param>
        /// <exception cref="ShapeException">The result has no such dimension.</exception>
        public Tensor Unsqueeze(int dim)
        {
            if (dim < -x.Rank - 1 || dim > x.Rank)
            {
                throw new ShapeException("unsqueeze", $"a new dim {dim} cannot be put into shape {x.Shape}; it must lie in "
                    + $"{-x.Rank - 1}..{x.Rank}.");
            }
            if (dim < 0) dim += x.Rank + 1;
            Span<int> sizes = stackalloc int[x.Rank + 1];
            x.Shape.Sizes[..dim].CopyTo(sizes);
            sizes[dim] = 1;
            x.Shape.Sizes[dim..].CopyTo(sizes[(dim + 1)..]);
            return x.Reshape(Shape.Create(sizes));
        }
    }
}
