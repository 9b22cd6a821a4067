namespace Adjoint;

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>The sum of a matrix's main diagonal; floats or int64 (PyTorch: <c>trace</c>).</summary>
        /// <exception cref="ShapeException">The tensor is not a matrix.</exception>
        public Tensor Trace() => x.Rank == 2
            ? x.Diagonal().Sum()
            : throw new ShapeException("trace", $"needs a matrix, and the shape is {x.Shape}. Hint: Diagonal(0, -2, -1).Sum(-1) "
                + "takes batches.");
    }
}
