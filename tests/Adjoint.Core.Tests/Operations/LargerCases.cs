namespace Adjoint.Core.Tests.Operations;

/// <summary>Makes samples larger, so that vector loops, blocks and threads are reached.</summary>
internal static class LargerCases
{
    private const int MaxElements = 60_000;
    private const double MaxProductOfSizes = 1e8;

    /// <summary>The sample with one of its sizes grown, wherever that size stands, for each size; and with all sizes grown.</summary>
    public static IEnumerable<OperationCase> Of(OperationCase test)
    {
        int[] sizes = [.. test.Types.SelectMany(type => type.Shape).Where(size => size > 1).Distinct()];
        foreach (var size in sizes)
        {
            if (Grow(test, s => s == size) is { } grown) yield return grown;
        }
        if (sizes.Length > 1 && Grow(test, s => s > 1) is { } all) yield return all;
    }

    private static OperationCase? Grow(OperationCase test, Func<int, bool> isGrown)
    {
        // The work of a product of tensors grows with the sizes of all of them.
        var factor = 1;
        while (Cost(test, isGrown, factor + 2) is { } cost && cost.Elements <= MaxElements && cost.Product <= MaxProductOfSizes) factor += 2;
        if (factor == 1) return null;
        var grown = test.With([.. test.Types.Select(type => type with { Shape = Scale(type.Shape, isGrown, factor) })]);
        return grown.IsAccepted ? grown : null;
    }

    private static (double Elements, double Product) Cost(OperationCase test, Func<int, bool> isGrown, int factor)
    {
        var (elements, product) = (0.0, 1.0);
        foreach (var type in test.Types)
        {
            var count = type.Shape.Aggregate(1.0, (count, size) => count * (isGrown(size) ? size * factor : size));
            elements = Math.Max(elements, count);
            product *= Math.Max(count, 1);
        }
        return (elements, test.Types.Length == 1 ? elements : product);
    }

    // Odd factors keep odd sizes odd, so that the ends of vector loops are reached too.
    private static Shape Scale(Shape shape, Func<int, bool> isGrown, int factor) =>
        Shape.Create([.. shape.Select(size => isGrown(size) ? size * factor : size)]);
}
