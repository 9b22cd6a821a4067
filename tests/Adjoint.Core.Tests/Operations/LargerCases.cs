namespace Adjoint.Core.Tests.Operations;

/// <summary>Makes samples larger, so that vector loops, blocks and threads are reached.</summary>
internal static class LargerCases
{
    // The work of a product of tensors grows with the sizes of all of them.
    private const double MaxProductOfCounts = 2e7;

    /// <summary>
    /// The sample with one of its sizes grown, wherever that size stands, for each size; and with all sizes grown. No input and no result
    /// gets more elements than the limit.
    /// </summary>
    public static IEnumerable<OperationCase> Of(OperationCase test, int maxElements)
    {
        int[] sizes = [.. test.Types.SelectMany(type => type.Shape).Where(size => size > 1).Distinct()];
        foreach (var size in sizes)
        {
            if (Grow(test, s => s == size, maxElements) is { } grown) yield return grown;
        }
        if (sizes.Length > 1 && Grow(test, s => s > 1, maxElements) is { } all) yield return all;
    }

    private static OperationCase? Grow(OperationCase test, Func<int, bool> isGrown, int maxElements)
    {
        TensorType[]? largest = null;
        // Odd factors keep odd sizes odd, so that the ends of vector loops are reached too.
        for (var factor = 3; ; factor += factor / 4 * 2 + 2)
        {
            TensorType[] types = [.. test.Types.Select(type => type with { Shape = Scale(type.Shape, isGrown, factor) })];
            if (!IsWithin(test.Operation, types, maxElements)) break;
            largest = types;
        }
        return largest is null ? null : test.With(largest);
    }

    private static bool IsWithin(Operation operation, TensorType[] types, int maxElements)
    {
        var product = types.Aggregate(1.0, (product, type) => product * Math.Max(type.Shape.ElementCount, 1));
        if (types.Any(type => type.Shape.ElementCount > maxElements) || (types.Length > 1 && product > MaxProductOfCounts)) return false;
        try
        {
            return operation.Infer([.. types.Select(WithoutMemory)]).Shape.ElementCount <= maxElements;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    // A tensor of one element repeated, for shape rules.
    private static Tensor WithoutMemory(TensorType type) => Tensor.Zeros([1], type.DType).View(type.Shape, new int[type.Shape.Rank], 0);

    private static Shape Scale(Shape shape, Func<int, bool> isGrown, int factor) =>
        Shape.Create([.. shape.Select(size => isGrown(size) ? checked(size * factor) : size)]);
}
