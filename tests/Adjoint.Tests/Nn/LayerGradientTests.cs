using Adjoint.Nn;

namespace Adjoint.Tests.Nn;

public sealed class LayerGradientTests
{
    private static readonly LayerSample[] s_samples = [.. LayerCatalogue.Samples];

    public static TheoryData<int> Samples => [.. Enumerable.Range(0, s_samples.Length)];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Derivatives_by_input_and_parameters_agree_with_differences(int index)
    {
        var check = new LayerCheck(s_samples[index]);
        var result = GradientCheck.Run(check.Function, check.Inputs, order: 2);
        Assert.True(result.Passed, $"{check.Layer}: {result}");
        Assert.True(result.Count > check.Inputs.Sum(input => input.ElementCount));
    }

    [Fact]
    public void Dropout_passes_the_gradient_of_what_it_kept()
    {
        var x = Tensor.Ones([1000]);
        x.RequiresGrad = true;
        var y = new Dropout(0.25, new Generator(5)).Forward(x);
        y.Sum().Backward();
        Assert.Equal(y.ToArray<float>(), x.Grad!.ToArray<float>());
    }
}
