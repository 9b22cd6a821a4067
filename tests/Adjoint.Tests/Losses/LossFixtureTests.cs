namespace Adjoint.Tests.Losses;

/// <summary>Every loss against PyTorch's, over the configurations that <c>tests/fixtures/losses.py</c> drew.</summary>
public sealed class LossFixtureTests
{
    public static TheoryData<int> Cases => [.. Enumerable.Range(0, LossFixture.All.Count)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Values_and_gradients_are_those_of_PyTorch(int index) => RequireEqual(LossFixture.All[index], DType.Float64, 1e-10);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Single_precision_is_near_PyTorchs_double_precision(int index)
    {
        // In single precision these two probabilities are 0 and 1, or next to them, where the derivative is anything.
        if (LossFixture.All[index].Inputs[0].To(DType.Float64).ToArray<double>().Contains(1e-9)) return;
        RequireEqual(LossFixture.All[index], DType.Float32, 1e-5);
    }

    // Losses have kinks, and targets do: differences are taken where PyTorch's gradient says there is none close by.
    [Theory]
    [MemberData(nameof(Cases))]
    public void Derivatives_of_first_and_second_order_agree_with_differences(int index)
    {
        var test = LossFixture.All[index];
        var inputs = test.Inputs;
        if (inputs.Where(x => x.DType.IsFloat).Any(x => x.Abs().Max().Item() > 100 || x.Equal(0).Any().Item() != 0)) return;
        if (inputs[0].Equal(1).Any().Item() != 0) return;
        Tensor Compute(Tensor[] x)
        {
            var all = (Tensor[])inputs.Clone();
            for (var i = 0; i < x.Length; i++) all[test.By[i]] = x[i];
            return test.Compute(all, DType.Float64);
        }
        var result = GradientCheck.Run(Compute, [.. test.By.Select(i => inputs[i])], order: 2);
        Assert.True(result.Passed, $"{test}: {result}");
    }

    private static void RequireEqual(LossFixture test, DType dtype, double tolerance)
    {
        Tensor[] inputs = [.. test.Inputs.Select(x => x.DType.IsFloat ? x.To(dtype) : x)];
        foreach (var i in test.By) inputs[i].RequiresGrad = true;
        var value = test.Compute(inputs, dtype);
        Near.Equal(test.Value, value.To(DType.Float64).ToArray<double>(), tolerance);
        (value * test.Incoming.To(dtype)).Sum().Backward();
        for (var i = 0; i < test.By.Length; i++)
        {
            var gradient = inputs[test.By[i]].Grad?.To(DType.Float64).ToArray<double>() ?? new double[inputs[test.By[i]].ElementCount];
            Near.Equal(test.Gradients[i], gradient, tolerance);
        }
    }
}
