namespace Adjoint.Core.Tests.Operations;

public sealed class WrongInputTests
{
    private static readonly DType[] s_dtypes = [DType.Float32, DType.Float64, DType.Int64, DType.UInt8, DType.Bool];

    // Their positions are made by max_pool2d and never come from a caller, so checking them again would cost every training step for
    // nothing.
    private static readonly string[] s_withInternalPositions = ["max_pool2d_backward", "max_pool2d_gather"];

    [Theory]
    [MemberData(nameof(OperationCatalogue.Names), MemberType = typeof(OperationCatalogue))]
    public void Another_number_of_inputs_is_refused_by_name(string sample)
    {
        var test = OperationCatalogue.Case(sample);
        var none = Assert.ThrowsAny<ArgumentException>(() => test.Operation.Apply());
        Assert.Contains(test.Operation.Name, none.Message);
        if (test.Inputs.Length < 2) return;
        // One input less or more: an operation on lists takes it, all others refuse.
        _ = Rejects.WithClearError(new OperationCase(new Sample(test.Operation, test.Inputs[..^1])));
        _ = Rejects.WithClearError(new OperationCase(new Sample(test.Operation, [.. test.Inputs, test.Inputs[0]])));
    }

    [Theory]
    [MemberData(nameof(OperationCatalogue.Names), MemberType = typeof(OperationCatalogue))]
    public void Another_element_type_is_taken_or_refused_by_name(string sample)
    {
        foreach (var dtype in s_dtypes) TryEveryInput(sample, type => [type with { DType = dtype }]);
    }

    [Theory]
    [MemberData(nameof(OperationCatalogue.Names), MemberType = typeof(OperationCatalogue))]
    public void Another_shape_is_taken_or_refused_by_name(string sample)
    {
        TryEveryInput(sample, type => OtherShapes(type.Shape).Select(shape => type with { Shape = shape }));
    }

    [Theory]
    [MemberData(nameof(OperationCatalogue.Names), MemberType = typeof(OperationCatalogue))]
    public void An_index_out_of_range_is_taken_or_refused_by_name(string sample)
    {
        if (s_withInternalPositions.Contains(OperationCatalogue.Case(sample).Operation.Name)) return;
        for (var input = 0; input < OperationCatalogue.Case(sample).Inputs.Length; input++)
        {
            foreach (var wrong in new[] { -1, OperationCatalogue.Case(sample).Inputs[input].High, long.MaxValue / 2 })
            {
                var test = OperationCatalogue.Case(sample).As(DType.Float32);
                if (test.Types[input].DType != DType.Int64 || test.Values[input].Length == 0) continue;
                test.Values[input][^1] = wrong;
                _ = Rejects.WithClearError(test);
            }
        }
    }

    private static void TryEveryInput(string sample, Func<TensorType, IEnumerable<TensorType>> replacements)
    {
        var test = OperationCatalogue.Case(sample);
        for (var input = 0; input < test.Types.Length; input++)
        {
            foreach (var replacement in replacements(test.Types[input]))
            {
                var types = test.Types.ToArray();
                types[input] = replacement;
                _ = Rejects.WithClearError(test.With(types));
            }
        }
    }

    // A dimension less, a dimension more in front or behind, and each size one less, one more or 0.
    private static IEnumerable<Shape> OtherShapes(Shape shape)
    {
        yield return Shape.Scalar;
        yield return [2, .. shape];
        yield return [.. shape, 2];
        if (shape.Rank > 0) yield return Shape.Create(shape.Sizes[1..]);
        for (var dim = 0; dim < shape.Rank; dim++)
        {
            foreach (var size in new[] { shape[dim] - 1, shape[dim] + 1, 0 })
            {
                var sizes = shape.ToArray();
                sizes[dim] = Math.Max(size, 0);
                yield return Shape.Create(sizes);
            }
        }
    }
}
