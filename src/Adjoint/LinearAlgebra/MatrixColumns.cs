using System.Globalization;

namespace Adjoint.LinearAlgebra;

/// <summary>Matrices as arrays of columns, in double precision: all decompositions here walk down columns.</summary>
internal static class MatrixColumns
{
    /// <summary>Copies a matrix.</summary>
    /// <exception cref="ShapeException">The tensor is no matrix.</exception>
    /// <exception cref="ArgumentException">A number is not finite.</exception>
    public static double[][] Of(Tensor matrix, string operation, IReadOnlyList<string>? names = null)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        if (matrix.Rank != 2) throw new ShapeException(operation, $"needs a matrix [m, n], and the shape is {matrix.Shape}.");
        var (rows, count) = (matrix.Shape[0], matrix.Shape[1]);
        var values = Doubles(matrix);
        RequireFinite(values, count, operation, names?.Count == count ? names : null);
        var columns = new double[count][];
        for (var j = 0; j < count; j++)
        {
            columns[j] = new double[rows];
            for (var i = 0; i < rows; i++) columns[j][i] = values[i * count + j];
        }
        return columns;
    }

    /// <summary>Right-hand sides [rows] or [rows, k] as k columns.</summary>
    /// <exception cref="ShapeException">There are not as many rows as asked for.</exception>
    public static double[][] OfRightSide(Tensor rightSide, int rows, string operation)
    {
        ArgumentNullException.ThrowIfNull(rightSide);
        if (rightSide.Rank is not (1 or 2) || rightSide.Shape[0] != rows)
        {
            throw new ShapeException(operation,
                $"needs a right-hand side [{rows}] or [{rows}, k] for a matrix of {rows} rows, and its shape is {rightSide.Shape}.");
        }
        return Of(rightSide.Rank == 1 ? rightSide.Unsqueeze(1) : rightSide, operation);
    }

    /// <summary>The columns as a float64 matrix of a number of rows, those beyond a column's end being 0.</summary>
    public static Tensor ToTensor(double[][] columns, int rows)
    {
        var values = new double[rows * columns.Length];
        for (var j = 0; j < columns.Length; j++)
        {
            for (var i = 0; i < Math.Min(rows, columns[j].Length); i++) values[i * columns.Length + j] = columns[j][i];
        }
        return Tensor.From<double>(values, [rows, columns.Length]);
    }

    /// <summary>Solutions in the shape of their right-hand side: a vector for a vector.</summary>
    public static Tensor ToSolution(double[][] columns, int rows, Tensor rightSide)
    {
        var matrix = ToTensor(columns, rows);
        return rightSide.Rank == 1 ? matrix.Squeeze(1) : matrix;
    }

    /// <exception cref="ShapeException">The matrix has not as many rows as columns.</exception>
    public static void RequireSquare(Tensor matrix, string operation)
    {
        if (matrix.Shape[0] == matrix.Shape[1]) return;
        throw new ShapeException(operation, $"needs a square matrix, and the shape is {matrix.Shape}.");
    }

    public static double[][] Clone(double[][] columns) => Array.ConvertAll(columns, column => (double[])column.Clone());

    private static double[] Doubles(Tensor tensor) => tensor.Detach().To(DType.Float64).ToArray<double>();

    private static void RequireFinite(double[] values, int columns, string operation, IReadOnlyList<string>? names)
    {
        var at = Array.FindIndex(values, value => !double.IsFinite(value));
        if (at < 0) return;
        var place = names is null
            ? FormattableString.Invariant($"row {at / columns}, column {at % columns} (from 0)")
            : FormattableString.Invariant($"row {at / columns} (from 0), column '{names[at % columns]}'");
        throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
            $"{operation}: the number in {place} is {values[at]}, which is not finite."));
    }
}
