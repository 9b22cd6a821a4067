using System.Numerics;

namespace Adjoint.Representation;

/// <summary>How many linear regions a network can have, from its widths alone; exact integers.</summary>
public static class RegionBounds
{
    /// <summary>
    /// The number of parts into which n hyperplanes in general position cut the d-dimensional space, sum of C(n, j) for j = 0..d
    /// (Zaslavsky, 1975): the most linear regions of one hidden layer of n rectifiers on d inputs, and reached by almost all of them.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is less than 1.</exception>
    public static BigInteger Shallow(int inputs, int units)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(units, 1);
        return BinomialSum(units, inputs);
    }

    /// <summary>
    /// Montufar's lower bound (Montufar et al., 2014, theorem 4): rectifier networks with hidden layers of widths n_1..n_L, each at least
    /// d, reach at least prod_(l below L) floor(n_l/d)^d times sum of C(n_L, j) for j = 0..d linear regions. Of the best network of these
    /// widths, not of every one.
    /// </summary>
    /// <exception cref="ArgumentException">There are no layers, or a layer is narrower than the input.</exception>
    public static BigInteger DeepLower(int inputs, params ReadOnlySpan<int> widths)
    {
        RequireWidths(inputs, inputs, widths);
        var product = BinomialSum(widths[^1], inputs);
        foreach (var width in widths[..^1]) product *= BigInteger.Pow(width / inputs, inputs);
        return product;
    }

    /// <summary>
    /// An upper bound for rectifier networks with hidden layers of widths n_1..n_L (Montufar, 2017): prod_l sum of C(n_l, j) for
    /// j = 0..min(d, n_1, .., n_l): each layer cuts a region of the ones before, whose image has at most so many dimensions.
    /// </summary>
    /// <exception cref="ArgumentException">There are no layers, or a number is less than 1.</exception>
    public static BigInteger DeepUpper(int inputs, params ReadOnlySpan<int> widths)
    {
        RequireWidths(inputs, 1, widths);
        var (product, dimensions) = (BigInteger.One, inputs);
        foreach (var width in widths)
        {
            dimensions = Math.Min(dimensions, width);
            product *= BinomialSum(width, dimensions);
        }
        return product;
    }

    /// <summary>
    /// The lower bound for maxout networks (Montufar et al., 2014, theorem 8): L layers as wide as the d inputs, of units with k pieces,
    /// reach at least k^(L-1) k^d linear regions.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is less than 1.</exception>
    public static BigInteger MaxoutLower(int inputs, int layers, int pieces)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(layers, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(pieces, 1);
        return BigInteger.Pow(pieces, layers - 1 + inputs);
    }

    private static BigInteger BinomialSum(int n, int last)
    {
        var (sum, binomial) = (BigInteger.One, BigInteger.One);
        for (var j = 1; j <= Math.Min(n, last); j++)
        {
            binomial = binomial * (n - j + 1) / j;
            sum += binomial;
        }
        return sum;
    }

    private static void RequireWidths(int inputs, int least, ReadOnlySpan<int> widths)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 1);
        if (widths.IsEmpty) throw new ArgumentException("RegionBounds: a network has at least one hidden layer.", nameof(widths));
        foreach (var width in widths)
        {
            if (width >= least) continue;
            throw new ArgumentException($"RegionBounds: every layer needs a width of at least {least}, and one has {width}.", nameof(widths));
        }
    }
}
