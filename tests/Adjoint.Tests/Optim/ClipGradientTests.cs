using Adjoint.Nn;
using Adjoint.Optim;

namespace Adjoint.Tests.Optim;

public sealed class ClipGradientTests
{
    public static TheoryData<int> Cases => OptimizerFixture.Indices("clipping");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Clipped_gradients_are_those_of_PyTorch(int index)
    {
        var json = OptimizerFixture.Part("clipping")[index];
        var parameters = OptimizerFixture.Start(DType.Float64);
        (OptimizerFixture.Loss(parameters) * 7).Backward();
        var limit = json.Number("limit", 0);
        if (json.Text("by") == "value") ClipGradient.ByValue(parameters, limit);
        else
        {
            var order = json.GetProperty("order").ValueKind == System.Text.Json.JsonValueKind.String
                ? double.PositiveInfinity
                : json.Number("order", 2);
            Near.Equal([json.Number("total", 0)], [ClipGradient.ByNorm(parameters, limit, order)], 1e-10);
        }
        Near.Equal(json.Doubles("gradients"), [.. parameters.SelectMany(parameter => parameter.Grad!.ToArray<double>())], 1e-10);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_norm_that_is_not_finite_is_returned_and_changes_nothing(float bad)
    {
        var parameters = WithGradients([1f, bad], [3f]);
        Assert.False(double.IsFinite(ClipGradient.ByNorm(parameters, 0.5)));
        Assert.Equal([1f, bad], parameters[0].Grad!.ToArray<float>());
        Assert.Equal([3f], parameters[1].Grad!.ToArray<float>());
    }

    [Fact]
    public void A_norm_that_is_not_finite_is_an_error_that_names_the_parameter_if_asked_for()
    {
        var layer = new Linear(1, 1);
        _ = layer.NamedParameters().ToArray();
        var inputs = Tensor.From<float>([float.NaN], [1, 1]);
        layer.Forward(inputs).Sum().Backward();
        var error = Assert.Throws<GradientException>(() => ClipGradient.ByNorm(layer.Parameters(), 1, errorIfNonfinite: true));
        Assert.Contains("weight: float32[1, 1]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parameters_without_a_gradient_count_as_zeros()
    {
        var parameters = WithGradients([3f, 4f]);
        Assert.Equal(5, ClipGradient.ByNorm([.. parameters, new Parameter(Tensor.Ones([2]))], 100));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void A_limit_that_is_not_above_zero_is_refused(double limit)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ClipGradient.ByNorm([], limit));
        Assert.Throws<ArgumentOutOfRangeException>(() => ClipGradient.ByValue([], limit));
    }

    private static Parameter[] WithGradients(params float[][] gradients) =>
    [
        .. gradients.Select(gradient =>
        {
            var parameter = new Parameter(Tensor.Ones([gradient.Length]));
            (parameter.Value * Tensor.From<float>(gradient)).Sum().Backward();
            return parameter;
        }),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Finite_gradients_whose_squares_overflow_are_clipped(double order)
    {
        var parameters = WithGradients([3e38f, 3e38f], [3e38f, 0f]);
        Near.Equal([3e38 * Math.Pow(3, 1 / order)], [ClipGradient.ByNorm(parameters, 1, order)], 1e-6);
        var clipped = (float)Math.Pow(3, -1 / order);
        Near.Equal([clipped, clipped, clipped, 0],
            [.. parameters.SelectMany(parameter => parameter.Grad!.To(DType.Float64).ToArray<double>())], 1e-6);
    }
}
