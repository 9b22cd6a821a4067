namespace Adjoint.Core.Tests.Operations;

public sealed class GradientTests
{
    [Theory]
    [MemberData(nameof(OperationCatalogue.DifferentiableNames), MemberType = typeof(OperationCatalogue))]
    public void Derivatives_of_first_and_second_order_agree_with_finite_differences(string sample)
    {
        var test = OperationCatalogue.Case(sample).As(DType.Float64);
        // What gives float32 whatever it is given leaves finite differences no digits.
        if (test.Operation.Infer(test.Tensors()).DType != DType.Float64) return;
        var result = GradientCheck.Run(x => test.Operation.Apply(x), test.Tensors(), order: 2);
        Assert.True(result.Passed, $"{test}: {result}");
    }

    [Theory]
    [MemberData(nameof(OperationCatalogue.DifferentiableNames), MemberType = typeof(OperationCatalogue))]
    public void The_fast_derivative_equals_the_differentiable_one(string sample)
    {
        foreach (var dtype in new[] { DType.Float32, DType.Float64 })
        {
            var test = OperationCatalogue.Case(sample).As(dtype);
            ExpectFusedEqualsRule(test, test.Variables());
            for (var alone = 0; alone < test.Types.Length; alone++)
            {
                if (!test.Types[alone].DType.IsFloat) continue;
                var inputs = test.Tensors();
                inputs[alone].RequiresGrad = true;
                ExpectFusedEqualsRule(test, inputs);
            }
        }
    }

    [Theory]
    [MemberData(nameof(OperationCatalogue.DifferentiableNames), MemberType = typeof(OperationCatalogue))]
    public void The_fast_derivative_equals_the_differentiable_one_for_larger_inputs(string sample)
    {
        foreach (var test in LargerCases.Of(OperationCatalogue.Case(sample), 20_000)) ExpectFusedEqualsRule(test, test.Variables());
    }

    private static void ExpectFusedEqualsRule(OperationCase test, Tensor[] inputs)
    {
        var y = test.Operation.Apply(inputs);
        if (y.Node is not { } node) return;
        var fused = new Tensor?[inputs.Length];
        using var noGrad = NoGrad.Begin();
        if (!test.Operation.TryVjpFused(IncomingGradient.Of(y), new SavedValues(node), fused)) return;
        var tolerance = Expect.Rounding(y.DType) * Math.Sqrt(test.Types.Max(type => type.Shape.ElementCount));
        for (var i = 0; i < inputs.Length; i++)
        {
            if (!inputs[i].RequiresGrad) continue;
            var rule = test.Operation.Vjp(i, IncomingGradient.Of(y), new SavedValues(node));
            Expect.CloseOrMissing(rule, fused[i], tolerance, $"{test}: gradient {i}");
        }
    }
}
