namespace Adjoint.Data;

/// <summary>
/// Rows cut into a part to learn from, one to choose the best epoch by and one to measure on at the end. The cut depends on the seed and on
/// what is cut alone; each part keeps the order of the rows. scikit-learn's <c>train_test_split</c>.
/// </summary>
/// <param name="Train">Rows to learn from.</param>
/// <param name="Validation">Rows to choose by.</param>
/// <param name="Test">Rows to measure on.</param>
public sealed record Split(IReadOnlyList<int> Train, IReadOnlyList<int> Validation, IReadOnlyList<int> Test)
{
    private const ulong TestStream = 0x7E57;

    /// <summary>Cuts at random.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="testFraction">The fraction of all rows to test on, from 0 to below 1.</param>
    /// <param name="validationFraction">The fraction of the other rows to validate on, from 0 to below 1.</param>
    /// <param name="seed">Decides which.</param>
    /// <exception cref="ArgumentOutOfRangeException">A fraction is out of its range.</exception>
    public static Split Random(IReadOnlyList<int> rows, double testFraction, double validationFraction, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return Stratified(rows, new int[rows.Count], testFraction, validationFraction, seed);
    }

    /// <summary>
    /// Cuts at random so that each class has its share of every part: a fraction of its own rows. What is left over by rounding goes to the
    /// classes that it does most for; a class of a single row is always learned from.
    /// </summary>
    /// <param name="rows">The rows.</param>
    /// <param name="classes">The class of each of them, from 0 on.</param>
    /// <param name="testFraction">The fraction of all rows to test on, from 0 to below 1.</param>
    /// <param name="validationFraction">The fraction of the other rows to validate on, from 0 to below 1.</param>
    /// <param name="seed">Decides which.</param>
    /// <exception cref="ArgumentOutOfRangeException">A fraction is out of its range, or a class negative.</exception>
    /// <exception cref="ArgumentException">There are not as many classes as rows.</exception>
    public static Split Stratified(IReadOnlyList<int> rows, IReadOnlyList<int> classes, double testFraction, double validationFraction,
        ulong seed)
    {
        var strata = Strata.Of(rows, classes);
        RequireFraction(testFraction, nameof(testFraction));
        RequireFraction(validationFraction, nameof(validationFraction));
        foreach (var (index, stratum) in strata.Index()) Permutation.Shuffle(stratum, seed, TestStream + (ulong)index);
        var tested = Shares([.. strata.Select(stratum => stratum.Length)], testFraction);
        var validated = Shares([.. strata.Select((stratum, index) => stratum.Length - tested[index])], validationFraction);
        var (train, validation, test) = (new List<int>(), new List<int>(), new List<int>());
        foreach (var (index, stratum) in strata.Index())
        {
            test.AddRange(stratum[..tested[index]]);
            validation.AddRange(stratum[tested[index]..(tested[index] + validated[index])]);
            train.AddRange(stratum[(tested[index] + validated[index])..]);
        }
        train.Sort();
        validation.Sort();
        test.Sort();
        return new Split(train, validation, test);
    }

    // The method of the largest remainders: as many in all as the fraction of all asks for.
    private static int[] Shares(int[] counts, double fraction)
    {
        var exact = counts.Select(count => count * fraction).ToArray();
        var shares = exact.Select((share, index) => Math.Min((int)share, Math.Max(counts[index] - 1, 0))).ToArray();
        var left = (int)Math.Round(counts.Sum() * fraction, MidpointRounding.AwayFromZero) - shares.Sum();
        foreach (var index in Enumerable.Range(0, counts.Length).OrderByDescending(index => exact[index] - shares[index]))
        {
            if (left <= 0) break;
            if (shares[index] + 1 >= counts[index]) continue;
            shares[index]++;
            left--;
        }
        return shares;
    }

    private static void RequireFraction(double fraction, string name)
    {
        if (fraction is not (>= 0 and < 1))
            throw new ArgumentOutOfRangeException(name, fraction, "A fraction of rows is at least 0 and below 1.");
    }
}
