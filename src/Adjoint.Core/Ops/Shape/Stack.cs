namespace Adjoint;

public static partial class TensorOperations
{
    extension(Tensor)
    {
        /// <summary>
        /// Joins tensors of one shape along a new dimension; any element type, equal in all (PyTorch: <c>torch.stack</c>).
        /// </summary>
        /// <param name="tensors">At least one; all of one shape.</param>
        /// <param name="dim">Where the result has its new dimension; -1 puts it last.</param>
        /// <exception cref="ArgumentException">No tensors are given.</exception>
        /// <exception cref="ShapeException">The shapes differ, or the result has no such dimension.</exception>
        /// <exception cref="DTypeException">The element types differ.</exception>
        public static Tensor Stack(ReadOnlySpan<Tensor> tensors, int dim = 0)
        {
            var parts = new Tensor[tensors.Length];
            for (var i = 0; i < parts.Length; i++)
            {
                if (tensors[i].Shape != tensors[0].Shape)
                {
                    throw new ShapeException("stack", $"tensor {i} has shape {tensors[i].Shape} and tensor 0 shape "
                        + $"{tensors[0].Shape}; they must be equal.");
                }
                parts[i] = tensors[i].Unsqueeze(dim);
            }
            return Tensor.Concat(parts, dim);
        }
    }
}
