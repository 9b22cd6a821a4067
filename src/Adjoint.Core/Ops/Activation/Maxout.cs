namespace Adjoint;

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// The greatest of each k neighbours along a dimension; floats (Goodfellow et al., 2013; TUM lecture 5). After a linear layer of
        /// k n units these are n convex functions of straight pieces, max_i (w_i^T x + b_i). Input [.., k n, ..], output [.., n, ..].
        /// Equals share the gradient evenly. PyTorch has no such function; there it is <c>x.unflatten(dim, (-1, k)).amax(dim + 1)</c>.
        /// </summary>
        /// <param name="pieces">k, the number of pieces of a unit.</param>
        /// <param name="dim">The dimension of the units.</param>
        /// <exception cref="ArgumentOutOfRangeException">There is less than one piece.</exception>
        /// <exception cref="ShapeException">The dimension does not exist, or its size is no multiple of k.</exception>
        public Tensor Maxout(int pieces, int dim = -1)
        {
            if (pieces < 1)
            {
                throw new ArgumentOutOfRangeException(nameof(pieces),
                    ErrorText.Of("maxout", $"pieces must be at least 1, and is {pieces}."));
            }
            var normal = x.Shape.Normalize(dim, "maxout");
            var size = x.Shape[normal];
            if (size % pieces != 0)
            {
                throw new ShapeException("maxout",
                    $"dimension {dim} of size {size} does not divide into {pieces} pieces a unit; the input is {x.Shape}.");
            }
            int[] sizes = [.. x.Shape.Sizes[..normal], size / pieces, pieces, .. x.Shape.Sizes[(normal + 1)..]];
            return x.Reshape(sizes).Max(normal + 1);
        }
    }
}
