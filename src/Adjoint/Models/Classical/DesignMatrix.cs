using System.Numerics.Tensors;
using Adjoint.LinearAlgebra;

namespace Adjoint.Models;

/// <summary>
/// The inputs of a linear model as columns around their means and of length 1: the bias then is decided apart from the weights, and neither
/// units nor offsets of the columns count in the judgement of what depends on what.
/// </summary>
internal sealed class DesignMatrix
{
    private readonly string _operation;
    private readonly IReadOnlyList<string>? _names;
    private readonly double[] _means;

    // How far a column may be from what was meant, relative to its length: numbers of single precision were rounded before they came here,
    // and what was rounded is their offset too.
    private readonly double _rounding;

    private DesignMatrix(double[][] columns, int rows, bool isSingle, IReadOnlyList<string>? names, string operation)
    {
        (Columns, Rows, _names, _operation) = (columns, rows, names, operation);
        var greatest = Array.ConvertAll(columns, column => Math.Abs(TensorPrimitives.MaxMagnitude<double>(column)));
        _means = Array.ConvertAll(columns, Center);
        Lengths = Array.ConvertAll(columns, Normalize);
        if (!isSingle) return;
        var roundings = greatest.Select((most, j) => Math.Pow(2, -24) * most * Math.Sqrt(rows) / Lengths[j])
            .Where((_, j) => columns[j].AsSpan().ContainsAnyExcept(0.0));
        _rounding = Math.Min(MostRounding, RoundedTogether * roundings.DefaultIfEmpty(0).Max());
    }

    // Some columns of a sum are each rounded. Beyond a thousandth of a column's length independence is not given up.
    private const int RoundedTogether = 8;
    private const double MostRounding = 1e-3;

    /// <summary>The columns, centred and scaled; a constant column is 0.</summary>
    public double[][] Columns { get; }

    /// <summary>Whether the numbers came in single precision.</summary>
    public bool IsRounded => _rounding > 0;

    /// <summary>The number of examples.</summary>
    public int Rows { get; }

    /// <summary>What each centred column was divided by.</summary>
    public double[] Lengths { get; }

    /// <summary>Reads inputs [examples, columns].</summary>
    /// <exception cref="ShapeException">They are no such matrix, or there are no examples or columns.</exception>
    /// <exception cref="ArgumentException">A number is not finite, or there are not as many names as columns.</exception>
    public static DesignMatrix Of(Tensor inputs, IReadOnlyList<string>? names, string operation)
    {
        var columns = MatrixColumns.Of(inputs, operation, names);
        if (inputs.ElementCount == 0)
            throw new ShapeException(operation, $"needs at least one example and one column, and the inputs are {inputs.Shape}.");
        if (names is not null && names.Count != columns.Length)
            throw new ArgumentException($"{operation}: there are {columns.Length} columns and {names.Count} names.", nameof(names));
        return new DesignMatrix(columns, inputs.Shape[0], inputs.DType == DType.Float32, names, operation);
    }

    /// <summary>Subtracts the mean, which is returned; what is the same everywhere becomes exactly 0.</summary>
    public static double Center(double[] column)
    {
        if (Array.TrueForAll(column, value => value == column[0]))
        {
            var constant = column[0];
            Array.Clear(column);
            return constant;
        }
        // Divided first, so that the sum of huge numbers does not overflow.
        var mean = column.Sum(value => value / column.Length);
        TensorPrimitives.Subtract(column, mean, column);
        return mean;
    }

    /// <summary>Divides by the length, which is returned, or by 1 for zeros.</summary>
    public static double Normalize(double[] column)
    {
        var greatest = Math.Abs(TensorPrimitives.MaxMagnitude<double>(column));
        if (greatest == 0) return 1;
        TensorPrimitives.Divide(column, greatest, column);
        var length = TensorPrimitives.Norm<double>(column);
        TensorPrimitives.Divide(column, length, column);
        return greatest * length;
    }

    /// <summary>The weights and the bias in the units of the inputs.</summary>
    public (double[] Weights, double Bias) Unscale(double[] weights, double bias)
    {
        var unscaled = weights.Zip(Lengths, (weight, length) => weight / length).ToArray();
        return (unscaled, bias - TensorPrimitives.Dot<double>(unscaled, _means));
    }

    /// <summary>The products of all pairs of columns, with penalties of the unscaled weights on the diagonal.</summary>
    public double[][] Gram(double penalty)
    {
        var gram = new double[Columns.Length][];
        for (var j = 0; j < gram.Length; j++)
        {
            gram[j] = Array.ConvertAll(Columns, column => TensorPrimitives.Dot<double>(column, Columns[j]));
            gram[j][j] += ScaledPenalty(j, penalty);
        }
        return gram;
    }

    /// <summary>What multiplies the square of a scaled weight, if the square of the unscaled one is multiplied by the penalty.</summary>
    public double ScaledPenalty(int column, double penalty) => penalty / Lengths[column] / Lengths[column];

    /// <summary>The pivoted decomposition.</summary>
    /// <exception cref="RankDeficientException">Columns depend on each other; the message says which and how.</exception>
    public QRDecomposition RequireFullRank()
    {
        var decomposition = QRDecomposition.Of(MatrixColumns.Clone(Columns), Rows, Pivoting.Longest, _rounding);
        if (decomposition.Rank == Columns.Length) return decomposition;
        var dependences = QRDecomposition.Of(MatrixColumns.Clone(Columns), Rows, Pivoting.FirstIndependent, 2 * _rounding).Dependences();
        throw new RankDeficientException(_operation, Rows, Columns.Length, decomposition.Rank,
            [.. dependences.Select(dependence => Name(dependence.Column))], [.. dependences.Select(Describe)]);
    }

    private string Name(int column) => _names is null ? $"column {column}" : $"'{_names[column]}'";

    // As in 'total' = 2 'a' + 3 'b' - 1, in the units of the inputs.
    private string Describe(ColumnDependence dependence)
    {
        var column = dependence.Column;
        if (dependence.Terms.Count == 0) return $"{Name(column)} is constant, which the bias is already";
        var terms = dependence.Terms.Select(term => (term.Column, Factor: term.Factor * Lengths[column] / Lengths[term.Column])).ToArray();
        var constant = _means[column] - terms.Sum(term => term.Factor * _means[term.Column]);
        var sum = new AffineText();
        foreach (var (other, factor) in terms) sum.Add(factor, Name(other));
        // A sum of means that cancel is 0 but for rounding.
        if (Math.Abs(constant) > Math.Max(1e-9, _rounding) * (Math.Abs(_means[column]) + Lengths[column])) sum.Add(constant);
        return $"{Name(column)} = {sum}";
    }
}
