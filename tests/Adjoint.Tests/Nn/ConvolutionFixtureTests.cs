namespace Adjoint.Tests.Nn;

/// <summary>
/// Convolutions, poolings, upsampling and local response normalisation against PyTorch's, over the configurations that
/// <c>tests/fixtures/convolution.py</c> drew.
/// </summary>
public sealed class ConvolutionFixtureTests
{
    public static TheoryData<int> Cases => [.. Enumerable.Range(0, ConvolutionFixture.All.Count)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Outputs_and_gradients_are_those_of_PyTorch(int index) => RequireEqual(ConvolutionFixture.All[index], DType.Float64, 1e-10);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Single_precision_is_near_PyTorchs_double_precision(int index) =>
        RequireEqual(ConvolutionFixture.All[index], DType.Float32, 1e-5);

    [Fact]
    public void The_drawn_configurations_are_many_and_of_every_kind()
    {
        var counts = ConvolutionFixture.All.CountBy(test => test.Name.StartsWith("Conv", StringComparison.Ordinal)).ToDictionary();
        Assert.True(counts[true] >= 300, $"{counts[true]} convolutions");
        Assert.True(counts[false] >= 150, $"{counts[false]} others");
        Assert.Equal(17, ConvolutionFixture.All.Select(test => test.Name).Distinct().Count());
    }

    private static void RequireEqual(ConvolutionFixture test, DType dtype, double tolerance)
    {
        var layer = test.Create();
        layer.To(dtype);
        var input = test.CreateInput().To(dtype);
        input.RequiresGrad = true;
        var output = layer.Forward(input);
        test.Output.RequireNear(output, tolerance, $"{test}: output");
        output.Backward(test.CreateIncoming(output.Shape).To(dtype));
        Tensor?[] gradients = [input.Grad, .. layer.Parameters().Select(parameter => parameter.Grad)];
        Assert.Equal(test.Gradients.Length, gradients.Length);
        for (var i = 0; i < gradients.Length; i++) test.Gradients[i].RequireNear(gradients[i], tolerance, $"{test}: gradient {i}");
    }
}
