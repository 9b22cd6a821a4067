using System.Numerics.Tensors;

namespace Adjoint.LinearAlgebra;

/// <summary>Systems of equations whose matrix is a triangle, solved by substitution in double precision.</summary>
public static class TriangularSystem
{
    /// <summary>
    /// X with T X = B, or T^T X = B (PyTorch: <c>torch.linalg.solve_triangular</c>). Only the asked-for triangle of T is read.
    /// </summary>
    /// <param name="triangle">T, [n, n]; floats.</param>
    /// <param name="rightSide">B, [n] or [n, k]; floats.</param>
    /// <param name="upper">True to read T on and above its diagonal, false on and below.</param>
    /// <param name="transpose">True to solve with T^T.</param>
    /// <returns>X, float64, of B's shape.</returns>
    /// <exception cref="ShapeException">T is not square, or B does not fit it.</exception>
    /// <exception cref="SingularMatrixException">A number on the diagonal is 0.</exception>
    /// <exception cref="ArgumentException">A number is not finite.</exception>
    public static Tensor Solve(Tensor triangle, Tensor rightSide, bool upper, bool transpose = false)
    {
        const string operation = "TriangularSystem.Solve";
        var columns = MatrixColumns.Of(triangle, operation);
        var size = columns.Length;
        MatrixColumns.RequireSquare(triangle, operation);
        var solutions = MatrixColumns.OfRightSide(rightSide, size, operation);
        for (var k = 0; k < size; k++)
        {
            if (columns[k][k] == 0) throw new SingularMatrixException(operation, $"the number at ({k}, {k}) of the diagonal is 0.");
        }
        foreach (var x in solutions) SolveInPlace(columns, x, upper, transpose);
        return MatrixColumns.ToSolution(solutions, size, rightSide);
    }

    /// <summary>Puts the solution in the place of the right-hand side; the triangle's size is the number of its columns.</summary>
    internal static void SolveInPlace(double[][] triangle, Span<double> x, bool upper, bool transpose)
    {
        var size = triangle.Length;
        for (var step = 0; step < size; step++)
        {
            // An upper triangle is solved from below, a lower one from above, a transposed one the other way.
            var k = upper == transpose ? step : size - 1 - step;
            var column = upper ? triangle[k].AsSpan(0, k) : triangle[k].AsSpan(k + 1, size - k - 1);
            var others = upper ? x[..k] : x.Slice(k + 1, size - k - 1);
            if (transpose) x[k] = (x[k] - TensorPrimitives.Dot(column, (ReadOnlySpan<double>)others)) / triangle[k][k];
            else
            {
                x[k] /= triangle[k][k];
                TensorPrimitives.MultiplyAdd(column, -x[k], others, others);
            }
        }
    }
}
