namespace Adjoint.Data;

/// <summary>
/// Rows dealt into K equal parts, each of which is once left out and measured on while the others are learned from: K-fold
/// cross-validation. The parts depend on the seed and on what is dealt alone. scikit-learn's <c>KFold</c> and <c>StratifiedKFold</c>.
/// </summary>
public sealed class KFold
{
    private const ulong FoldStream = 0xF01D;

    private readonly int[][] _folds;

    private KFold(int[][] folds) => _folds = folds;

    /// <summary>The number of parts.</summary>
    public int Count => _folds.Length;

    /// <summary>Deals at random.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="folds">The number of parts, from 2 to the number of rows.</param>
    /// <param name="seed">Decides which row comes into which part.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two parts, or more than rows.</exception>
    public static KFold Random(IReadOnlyList<int> rows, int folds, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return Stratified(rows, new int[rows.Count], folds, seed);
    }

    /// <summary>Deals at random so that each class has its share of every part, to within one row.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="classes">The class of each of them, from 0 on.</param>
    /// <param name="folds">The number of parts, from 2 to the number of rows.</param>
    /// <param name="seed">Decides which row comes into which part.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two parts, or more than rows, or a class is
    /// negative.</exception>
    /// <exception cref="ArgumentException">There are not as many classes as rows.</exception>
    public static KFold Stratified(IReadOnlyList<int> rows, IReadOnlyList<int> classes, int folds, ulong seed)
    {
        var strata = Strata.Of(rows, classes);
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(folds, rows.Count);
        var parts = Enumerable.Range(0, folds).Select(_ => new List<int>()).ToArray();
        var next = 0;
        foreach (var (index, stratum) in strata.Index())
        {
            Permutation.Shuffle(stratum, seed, FoldStream + (ulong)index);
            foreach (var row in stratum) parts[next++ % folds].Add(row);
        }
        foreach (var part in parts) part.Sort();
        return new KFold([.. parts.Select(part => part.ToArray())]);
    }

    /// <summary>One of the <see cref="Count"/> cuts: part number <paramref name="fold"/> left out, all others to learn from.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such part.</exception>
    public (IReadOnlyList<int> Train, IReadOnlyList<int> HeldOut) Fold(int fold)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(fold);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(fold, Count);
        int[] train = [.. _folds.Where((_, index) => index != fold).SelectMany(part => part)];
        Array.Sort(train);
        return (train, _folds[fold]);
    }
}
