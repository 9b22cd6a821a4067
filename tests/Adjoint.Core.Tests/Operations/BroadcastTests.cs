using Adjoint.Backends;

namespace Adjoint.Core.Tests.Operations;

public sealed class BroadcastTests
{
    private static readonly (Shape Left, Shape Right)[] s_pairs =
    [
        ([2, 3], [3]), ([3], [2, 3]), ([2, 1], [1, 3]), ([], [2, 3]), ([2, 3], []), ([4, 1, 3], [2, 1]), ([1], [1, 1, 1]),
        ([2, 3, 4], [3, 1]),
        ([130, 70], [70]), ([130, 1], [130, 70]), ([1, 70], [130, 1]), ([5, 1, 300], [7, 1]),
    ];

    [Theory]
    [MemberData(nameof(OperationCatalogue.BinaryNames), MemberType = typeof(OperationCatalogue))]
    public void Broadcasting_equals_stretching_by_hand(string sample)
    {
        foreach (var dtype in new[] { DType.Float32, DType.Float64, DType.Int64 })
        {
            foreach (var (left, right) in s_pairs)
            {
                var test = OperationCatalogue.Case(sample).With([new(left, dtype), new(right, dtype)]);
                if (!test.IsAccepted) continue;
                var common = Shape.Broadcast(left, right, "");
                Tensor[] stretched = [.. test.Tensors(Backend.Reference).Select(x => x.Expand(common).Clone())];
                Expect.Close(test.Operation.Forward(stretched), test.Operation.Forward(test.Tensors()), Expect.Rounding(dtype), test);
            }
        }
    }

    [Theory]
    [MemberData(nameof(OperationCatalogue.BinaryNames), MemberType = typeof(OperationCatalogue))]
    public void Gradients_are_summed_over_what_broadcasting_stretched(string sample)
    {
        foreach (var (left, right) in s_pairs)
        {
            var test = OperationCatalogue.Case(sample).With([new(left, DType.Float64), new(right, DType.Float64)]);
            if (!test.HasGradient || left.ElementCount * right.ElementCount > 100) continue;
            var result = GradientCheck.Run(x => test.Operation.Apply(x), test.Tensors());
            Assert.True(result.Passed, $"{test}: {result}");
        }
    }
}
