namespace Adjoint.Models;

/// <summary>
/// Columns of the inputs that depend on each other, so that many weights fit equally well. The message says which column is which sum of
/// others, and offers ridge regression.
/// </summary>
public sealed class RankDeficientException : InvalidOperationException
{
    // More would not be read.
    private const int MostShown = 5;

    internal RankDeficientException(string operation, int examples, int columns, int rank, IReadOnlyList<string> dependent,
        IReadOnlyList<string> reasons) : base(Text(operation, examples, columns, rank, reasons))
    {
        (Rank, DependentColumns) = (rank, dependent);
    }

    /// <summary>The number of independent columns, their means subtracted.</summary>
    public int Rank { get; }

    /// <summary>The columns that others make up: without them, the rest is independent.</summary>
    public IReadOnlyList<string> DependentColumns { get; }

    private static string Text(string operation, int examples, int columns, int rank, IReadOnlyList<string> reasons)
    {
        var few = examples <= columns ? $"{examples} examples are too few for {columns} columns and a bias; " : "";
        var more = reasons.Count > MostShown ? $"; and {reasons.Count - MostShown} more" : "";
        return $"{operation}: the {columns} columns of the inputs have rank {rank}, so that many weights fit equally well: "
            + $"{few}{string.Join("; ", reasons.Take(MostShown))}{more}. "
            + "Hint: leave such columns out, or ask for ridge regression by a penalty above 0, which has one solution.";
    }
}
