using System.Numerics.Tensors;

namespace Adjoint.LinearAlgebra;

/// <summary>
/// A = L L^T with a lower triangle L, for a symmetric positive definite A, in double precision (PyTorch: <c>torch.linalg.cholesky</c>).
/// The quickest way to solve such a system: n^3/3 operations.
/// </summary>
public sealed class CholeskyDecomposition
{
    private readonly double[][] _columns;

    private CholeskyDecomposition(double[][] columns) => _columns = columns;

    /// <summary>L, [n, n], float64.</summary>
    public Tensor L => MatrixColumns.ToTensor(_columns, _columns.Length);

    /// <summary>The natural logarithm of A's determinant.</summary>
    public double LogDeterminant
    {
        get
        {
            var sum = 0.0;
            for (var k = 0; k < _columns.Length; k++) sum += Math.Log(_columns[k][k]);
            return 2 * sum;
        }
    }

    /// <summary>Decomposes a matrix, of which only the lower triangle is read.</summary>
    /// <param name="matrix">A, [n, n]; floats.</param>
    /// <exception cref="ShapeException">A is not square.</exception>
    /// <exception cref="SingularMatrixException">A is not positive definite, up to rounding.</exception>
    /// <exception cref="ArgumentException">A number is not finite.</exception>
    public static CholeskyDecomposition Of(Tensor matrix)
    {
        const string operation = "CholeskyDecomposition";
        var columns = MatrixColumns.Of(matrix, operation);
        MatrixColumns.RequireSquare(matrix, operation);
        if (TryFactor(columns) is { } failed)
        {
            throw new SingularMatrixException(operation, $"the matrix is not positive definite: its upper left block of {failed + 1} rows "
                + "is not, up to rounding. Hint: a multiple of the identity added to a positive semidefinite matrix makes it definite.");
        }
        return new CholeskyDecomposition(columns);
    }

    /// <summary>X with A X = B.</summary>
    /// <param name="rightSide">B, [n] or [n, k]; floats.</param>
    /// <returns>X, float64, of B's shape.</returns>
    /// <exception cref="ShapeException">B does not fit A.</exception>
    public Tensor Solve(Tensor rightSide)
    {
        var solutions = MatrixColumns.OfRightSide(rightSide, _columns.Length, "CholeskyDecomposition.Solve");
        foreach (var x in solutions) SolveInPlace(_columns, x);
        return MatrixColumns.ToSolution(solutions, _columns.Length, rightSide);
    }

    /// <summary>The x of (A + damping I) x = b, or null where that matrix is not positive definite.</summary>
    /// <param name="matrix">A, symmetric, row by row.</param>
    /// <param name="damping">What is added to the diagonal.</param>
    /// <param name="right">b.</param>
    internal static double[]? TrySolve(double[] matrix, double damping, double[] right)
    {
        var columns = matrix.Chunk(right.Length).ToArray();
        for (var k = 0; k < columns.Length; k++) columns[k][k] += damping;
        if (TryFactor(columns) is not null) return null;
        var x = (double[])right.Clone();
        SolveInPlace(columns, x);
        return x;
    }

    internal static void SolveInPlace(double[][] factor, Span<double> x)
    {
        TriangularSystem.SolveInPlace(factor, x, upper: false, transpose: false);
        TriangularSystem.SolveInPlace(factor, x, upper: false, transpose: true);
    }

    /// <summary>Puts L in the place of A; returns the row at which the matrix proves not to be positive definite, or null.</summary>
    internal static int? TryFactor(double[][] columns)
    {
        var size = columns.Length;
        // What is left of a diagonal element may be this much rounding error.
        var rounding = size * Math.Pow(2, -52);
        var diagonal = Enumerable.Range(0, size).Select(k => columns[k][k]).ToArray();
        for (var k = 0; k < size; k++)
        {
            var column = columns[k].AsSpan();
            if (!(column[k] > rounding * diagonal[k] && double.IsFinite(column[k]))) return k;
            column[..k].Clear();
            TensorPrimitives.Divide(column[k..], Math.Sqrt(column[k]), column[k..]);
            for (var j = k + 1; j < size; j++)
            {
                var rest = columns[j].AsSpan(j);
                TensorPrimitives.MultiplyAdd(column[j..], -column[j], rest, rest);
            }
        }
        return null;
    }
}
