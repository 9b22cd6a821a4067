using System.Numerics.Tensors;

namespace Adjoint.LinearAlgebra;

/// <summary>
/// A P = Q R by Householder reflections, in double precision: Q with orthonormal columns, R an upper triangle, P an order of the columns
/// (Businger and Golub, 1965; PyTorch: <c>torch.linalg.qr</c>, which does not pivot). With pivoting the diagonal of R falls, and the rank
/// of A, and which columns depend on which, can be read off it. Least squares by QR lose half as many digits as by the normal equations.
/// </summary>
public sealed class QRDecomposition
{
    // The part of a column's length that may be left once others are subtracted, for it to count as their sum.
    private const double Dependent = 1e-9;

    // A reflection I - tau v v^T each: v from its diagonal element down, that element being 1 and R standing above it.
    private readonly double[][] _columns;
    private readonly double[] _diagonal;
    private readonly double[] _taus;
    private readonly int[] _permutation;
    private readonly int _rows;

    // What the numbers themselves were rounded by, relative to the longest column.
    private readonly double _rounding;

    private QRDecomposition(double[][] columns, int rows, Pivoting pivoting, double rounding)
    {
        (_columns, _rows, _rounding) = (columns, rows, rounding);
        _permutation = [.. Enumerable.Range(0, columns.Length)];
        _diagonal = new double[Size];
        _taus = new double[Size];
        var lengths = Array.ConvertAll(columns, column => Length(column));
        for (var k = 0; k < Size; k++)
        {
            if (Pivot(pivoting, k, lengths) is not { } position)
            {
                Rank = k;
                return;
            }
            (_columns[k], _columns[position]) = (_columns[position], _columns[k]);
            (_permutation[k], _permutation[position]) = (_permutation[position], _permutation[k]);
            Reflect(k);
        }
        Rank = CountRank();
    }

    /// <summary>The number of columns that are independent of each other up to rounding: those before R's diagonal falls below a rounding
    /// error of its first element. Reliable only with pivoting.</summary>
    public int Rank { get; }

    /// <summary>The original number of each column of A P.</summary>
    public IReadOnlyList<int> Permutation => _permutation;

    /// <summary>R, [min(m, n), n], float64.</summary>
    public Tensor R => MatrixColumns.ToTensor([.. Enumerable.Range(0, _columns.Length).Select(RColumn)], Size);

    /// <summary>Q, [m, min(m, n)], float64 (PyTorch: <c>mode="reduced"</c>).</summary>
    public Tensor Q
    {
        get
        {
            var columns = new double[Size][];
            for (var j = 0; j < Size; j++)
            {
                columns[j] = new double[_rows];
                columns[j][j] = 1;
                for (var k = Size - 1; k >= 0; k--) Apply(k, columns[j]);
            }
            return MatrixColumns.ToTensor(columns, _rows);
        }
    }

    private int Size => Math.Min(_rows, _columns.Length);

    /// <summary>Decomposes a matrix.</summary>
    /// <param name="matrix">A, [m, n]; floats.</param>
    /// <param name="pivot">True to take the longest remaining column at each step.</param>
    /// <exception cref="ShapeException">The tensor is no matrix.</exception>
    /// <exception cref="ArgumentException">A number is not finite.</exception>
    public static QRDecomposition Of(Tensor matrix, bool pivot = false) =>
        Of(MatrixColumns.Of(matrix, nameof(QRDecomposition)), matrix.Shape[0], pivot ? Pivoting.Longest : Pivoting.None);

    /// <summary>X that makes the sum of squares of A X - B least.</summary>
    /// <param name="rightSide">B, [m] or [m, k]; floats.</param>
    /// <returns>X, float64, [n] or [n, k].</returns>
    /// <exception cref="ShapeException">B does not fit A.</exception>
    /// <exception cref="SingularMatrixException">The columns of A depend on each other, so that X is not the only one.</exception>
    public Tensor Solve(Tensor rightSide)
    {
        if (Rank < _columns.Length)
        {
            throw new SingularMatrixException("QRDecomposition.Solve",
                $"the {_columns.Length} columns have rank {Rank}, so that there is no single solution. "
                + "Hint: Dependences() of a pivoted decomposition says which columns depend on which.");
        }
        var columns = MatrixColumns.OfRightSide(rightSide, _rows, "QRDecomposition.Solve");
        return MatrixColumns.ToSolution(Array.ConvertAll(columns, SolveColumn), _columns.Length, rightSide);
    }

    /// <summary>
    /// The columns that the others make up, each with the sum it equals. Empty if the rank is full. Reliable only with pivoting.
    /// </summary>
    public IReadOnlyList<ColumnDependence> Dependences()
    {
        var triangle = Triangle(Rank);
        return [.. Enumerable.Range(Rank, _columns.Length - Rank).Select(Dependence).OrderBy(dependence => dependence.Column)];

        ColumnDependence Dependence(int position)
        {
            var factors = RColumn(position)[..Rank];
            var length = TensorPrimitives.Norm<double>(factors);
            TriangularSystem.SolveInPlace(triangle, factors, upper: true, transpose: false);
            // A share of the column that is only rounding error is none.
            var terms = Enumerable.Range(0, Rank)
                .Where(i => Math.Abs(factors[i]) * TensorPrimitives.Norm<double>(RColumn(i)) > Math.Max(1e-7, _rounding) * length)
                .Select(i => (_permutation[i], factors[i])).OrderBy(term => term.Item1);
            return new ColumnDependence(_permutation[position], [.. terms]);
        }
    }

    /// <summary>Decomposes columns, which are taken over.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="pivoting">The order in which columns are taken.</param>
    /// <param name="rounding">How far the columns may be from what was meant, relative to their length: what is left of a column counts as
    /// nothing below it.</param>
    internal static QRDecomposition Of(double[][] columns, int rows, Pivoting pivoting, double rounding = 0) =>
        new(columns, rows, pivoting, rounding);

    /// <summary>The solution for a right-hand side of m numbers, which are overwritten; n numbers.</summary>
    internal double[] SolveColumn(double[] rightSide)
    {
        for (var k = 0; k < Size; k++) Apply(k, rightSide);
        var x = rightSide.AsSpan(0, _columns.Length);
        TriangularSystem.SolveInPlace(Triangle(_columns.Length), x, upper: true, transpose: false);
        var solution = new double[_columns.Length];
        for (var k = 0; k < solution.Length; k++) solution[_permutation[k]] = x[k];
        return solution;
    }

    private double[][] Triangle(int size) => [.. Enumerable.Range(0, size).Select(RColumn)];

    // R's part of a column: what stands above the reflection, and the diagonal element.
    private double[] RColumn(int j)
    {
        var column = _columns[j][..Math.Min(j + 1, Size)];
        if (j < Size) column[j] = _diagonal[j];
        return column;
    }

    // The position of the column to take next; null if what is left depends on those taken.
    private int? Pivot(Pivoting pivoting, int k, double[] lengths)
    {
        if (pivoting == Pivoting.None) return k;
        var remaining = Enumerable.Range(k, _columns.Length - k).Select(position => (Position: position, Column: _permutation[position],
            Length: Length(_columns[position].AsSpan(k))));
        if (pivoting == Pivoting.Longest) return remaining.MaxBy(column => column.Length).Position;
        var independent = remaining.Where(column => column.Length > Math.Max(Dependent, _rounding) * lengths[column.Column]).ToArray();
        return independent.Length == 0 ? null : independent.MinBy(column => column.Column).Position;
    }

    // Makes the reflection that turns the column below the diagonal into (diagonal, 0, ..., 0), and applies it to the columns behind.
    private void Reflect(int k)
    {
        var v = _columns[k].AsSpan(k);
        var length = Length(v);
        // The sign is chosen so that no digits cancel.
        var diagonal = v[0] > 0 ? -length : length;
        if (length == 0 || (v.Length == 1))
        {
            (_diagonal[k], _taus[k]) = (v[0], 0);
            return;
        }
        (_diagonal[k], _taus[k]) = (diagonal, (diagonal - v[0]) / diagonal);
        TensorPrimitives.Divide(v, v[0] - diagonal, v);
        v[0] = 1;
        for (var j = k + 1; j < _columns.Length; j++) Apply(k, _columns[j]);
    }

    private void Apply(int k, double[] column)
    {
        if (_taus[k] == 0) return;
        ReadOnlySpan<double> v = _columns[k].AsSpan(k);
        var x = column.AsSpan(k);
        TensorPrimitives.MultiplyAdd(v, -_taus[k] * TensorPrimitives.Dot(v, x), x, x);
    }

    private int CountRank()
    {
        var rounding = Math.Max(_rounding, Math.Max(_rows, _columns.Length) * Math.Pow(2, -52))
            * _diagonal.Select(Math.Abs).DefaultIfEmpty(0).Max();
        var rank = Array.FindIndex(_diagonal, value => !(Math.Abs(value) > rounding));
        return rank < 0 ? Size : rank;
    }

    // By the greatest element, so that squares neither overflow nor vanish.
    private static double Length(ReadOnlySpan<double> values)
    {
        if (values.IsEmpty) return 0;
        var greatest = Math.Abs(TensorPrimitives.MaxMagnitude(values));
        if (greatest is > 1e-100 and < 1e100 or 0) return TensorPrimitives.Norm(values);
        var sum = 0.0;
        foreach (var value in values) sum += value / greatest * (value / greatest);
        return greatest * Math.Sqrt(sum);
    }
}
