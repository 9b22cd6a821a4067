namespace Adjoint.Representation;

/// <summary>
/// (x_1 + y_1)(x_2 + y_2)...(x_n + y_n): as it stands a graph of 2 n - 1 operations, and multiplied out a sum of 2^n products. The deep
/// graph is compact, the flat one is not: the argument for depth behind sum-product networks (Delalleau and Bengio, 2011; UNC lecture).
/// </summary>
public static class ProductOfSums
{
    private const int MostFactorsExpanded = 12;

    /// <summary>Sums, then a product: n additions, n - 1 multiplications.</summary>
    /// <param name="x">x_1..x_n, of one shape.</param>
    /// <param name="y">y_1..y_n, of the same shape.</param>
    /// <exception cref="ArgumentException">There are no factors, or not as many x as y.</exception>
    public static Tensor Factored(IReadOnlyList<Tensor> x, IReadOnlyList<Tensor> y)
    {
        Require(x, y);
        var product = x[0] + y[0];
        for (var i = 1; i < x.Count; i++) product *= x[i] + y[i];
        return product;
    }

    /// <summary>Products, then a sum: 2^n (n - 1) multiplications, 2^n - 1 additions.</summary>
    /// <inheritdoc cref="Factored"/>
    /// <exception cref="ArgumentException">There are no factors, more than 12, or not as many x as y.</exception>
    public static Tensor Expanded(IReadOnlyList<Tensor> x, IReadOnlyList<Tensor> y)
    {
        Require(x, y);
        if (x.Count > MostFactorsExpanded)
        {
            throw new ArgumentException($"ProductOfSums: {x.Count} factors expand to 2^{x.Count} products; at most {MostFactorsExpanded} factors "
                + "are expanded.", nameof(x));
        }
        Tensor? sum = null;
        for (var choice = 0; choice < 1 << x.Count; choice++)
        {
            var product = Factor(0);
            for (var i = 1; i < x.Count; i++) product *= Factor(i);
            sum = sum is null ? product : sum + product;

            Tensor Factor(int i) => (choice >> i & 1) == 0 ? x[i] : y[i];
        }
        return sum!;
    }

    private static void Require(IReadOnlyList<Tensor> x, IReadOnlyList<Tensor> y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        if (x.Count > 0 && x.Count == y.Count) return;
        throw new ArgumentException($"ProductOfSums: needs as many x as y and at least one, and there are {x.Count} and {y.Count}.", nameof(y));
    }
}
