using Adjoint.Backends;

namespace Adjoint;

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>The upper triangle of each matrix, zero below a diagonal (PyTorch: <c>triu</c>).</summary>
        /// <param name="diagonal">The lowest diagonal that is kept: 0 the main one, above it positive.</param>
        /// <exception cref="ShapeException">The tensor has fewer than two dimensions.</exception>
        public Tensor Triu(int diagonal = 0) => Tensor.Where(TriangleMask(x, Comparison.GreaterOrEqual, diagonal, "triu"), x, 0);

        /// <summary>The lower triangle of each matrix, zero above a diagonal (PyTorch: <c>tril</c>).</summary>
        /// <param name="diagonal">The highest diagonal that is kept: 0 the main one, above it positive.</param>
        /// <exception cref="ShapeException">The tensor has fewer than two dimensions.</exception>
        public Tensor Tril(int diagonal = 0) => Tensor.Where(TriangleMask(x, Comparison.LessOrEqual, diagonal, "tril"), x, 0);
    }

    // mask[i, j] = j compared with i + diagonal
    private static Tensor TriangleMask(Tensor x, Comparison comparison, int diagonal, string operation)
    {
        if (x.Rank < 2) throw new ShapeException(operation, $"needs matrices, and the shape is {x.Shape}.");
        var mask = x.NewUninitialized([x.Shape[^2], x.Shape[^1]], DType.Bool);
        x.Backend.Compare(comparison, Count(x, x.Shape[^1], 0), Count(x, x.Shape[^2], diagonal).Unsqueeze(1), mask);
        return mask;
    }

    // first, first + 1, ...
    private static Tensor Count(Tensor x, int count, long first)
    {
        var result = x.NewUninitialized([count], DType.Int64);
        var values = result.Values<long>();
        for (var i = 0; i < count; i++) values[i] = first + i;
        return result;
    }
}
