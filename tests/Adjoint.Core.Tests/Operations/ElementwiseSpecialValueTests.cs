namespace Adjoint.Core.Tests.Operations;

/// <summary>Values that mathematics gives, at the ends and the kinks of the elementwise functions.</summary>
public sealed class ElementwiseSpecialValueTests
{
    private const double Inf = double.PositiveInfinity;
    private const double NaN = double.NaN;

    private static readonly Dictionary<string, Func<Tensor, Tensor>> s_functions = new()
    {
        ["abs"] = x => x.Abs(),
        ["acos"] = x => x.Acos(),
        ["acosh"] = x => x.Acosh(),
        ["asin"] = x => x.Asin(),
        ["asinh"] = x => x.Asinh(),
        ["atan"] = x => x.Atan(),
        ["atanh"] = x => x.Atanh(),
        ["ceil"] = x => x.Ceil(),
        ["clamp -1 2"] = x => x.Clamp(-1, 2),
        ["cosh"] = x => x.Cosh(),
        ["erf"] = x => x.Erf(),
        ["exp"] = x => x.Exp(),
        ["exp2"] = x => x.Exp2(),
        ["expm1"] = x => x.Expm1(),
        ["floor"] = x => x.Floor(),
        ["log"] = x => x.Log(),
        ["log10"] = x => x.Log10(),
        ["log1p"] = x => x.Log1p(),
        ["log2"] = x => x.Log2(),
        ["pow 0"] = x => x.Pow(0),
        ["pow 0.5"] = x => x.Pow(0.5),
        ["pow 2"] = x => x.Pow(2),
        ["pow 3"] = x => x.Pow(3),
        ["pow -1"] = x => x.Pow(-1),
        ["reciprocal"] = x => x.Reciprocal(),
        ["relu"] = x => x.Relu(),
        ["round"] = x => x.Round(),
        ["rsqrt"] = x => x.Rsqrt(),
        ["sigmoid"] = x => x.Sigmoid(),
        ["sign"] = x => x.Sign(),
        ["sinh"] = x => x.Sinh(),
        ["sqrt"] = x => x.Sqrt(),
        ["tan"] = x => x.Tan(),
        ["tanh"] = x => x.Tanh(),
    };

    [Theory]
    [InlineData("abs", -Inf, Inf)]
    [InlineData("acos", 1, 0)]
    [InlineData("acos", -1, Math.PI)]
    [InlineData("acos", 1.5, NaN)]
    [InlineData("acosh", 1, 0)]
    [InlineData("acosh", 0.5, NaN)]
    [InlineData("asin", 1, Math.PI / 2)]
    [InlineData("asin", -2, NaN)]
    [InlineData("asinh", -Inf, -Inf)]
    [InlineData("asinh", 1e-10, 1e-10)]
    [InlineData("atan", Inf, Math.PI / 2)]
    [InlineData("atan", -1, -Math.PI / 4)]
    [InlineData("atanh", 1, Inf)]
    [InlineData("atanh", -1, -Inf)]
    [InlineData("atanh", 2, NaN)]
    [InlineData("ceil", -1.5, -1)]
    [InlineData("ceil", 0.25, 1)]
    [InlineData("clamp -1 2", -Inf, -1)]
    [InlineData("clamp -1 2", 2.5, 2)]
    [InlineData("clamp -1 2", 0.25, 0.25)]
    [InlineData("cosh", 0, 1)]
    [InlineData("cosh", -Inf, Inf)]
    [InlineData("erf", 0, 0)]
    [InlineData("erf", Inf, 1)]
    [InlineData("erf", -Inf, -1)]
    [InlineData("erf", 10, 1)]
    [InlineData("exp", 0, 1)]
    [InlineData("exp", 1, Math.E)]
    [InlineData("exp", -Inf, 0)]
    [InlineData("exp", -1000, 0)]
    [InlineData("exp", 1000, Inf)]
    [InlineData("exp2", -3, 0.125)]
    [InlineData("exp2", 10, 1024)]
    [InlineData("exp2", 5000, Inf)]
    [InlineData("exp2", -5000, 0)]
    [InlineData("expm1", 0, 0)]
    [InlineData("expm1", 1e-10, 1.00000000005e-10)]
    [InlineData("expm1", -Inf, -1)]
    [InlineData("expm1", 1000, Inf)]
    [InlineData("floor", -1.5, -2)]
    [InlineData("floor", 0.75, 0)]
    [InlineData("log", 0, -Inf)]
    [InlineData("log", 1, 0)]
    [InlineData("log", -1, NaN)]
    [InlineData("log", Inf, Inf)]
    [InlineData("log10", 1000, 3)]
    [InlineData("log10", 0, -Inf)]
    [InlineData("log1p", 0, 0)]
    [InlineData("log1p", 1e-10, 0.99999999995e-10)]
    [InlineData("log1p", -1, -Inf)]
    [InlineData("log1p", -2, NaN)]
    [InlineData("log1p", Inf, Inf)]
    [InlineData("log2", 0.125, -3)]
    [InlineData("log2", -1, NaN)]
    [InlineData("pow 0", 0, 1)]
    [InlineData("pow 0.5", 0.25, 0.5)]
    [InlineData("pow 0.5", -1, NaN)]
    [InlineData("pow 2", -3, 9)]
    [InlineData("pow 3", -2, -8)]
    [InlineData("pow -1", 0, Inf)]
    [InlineData("reciprocal", 0, Inf)]
    [InlineData("reciprocal", -Inf, 0)]
    [InlineData("relu", -3, 0)]
    [InlineData("relu", 3, 3)]
    [InlineData("relu", 0, 0)]
    [InlineData("relu", Inf, Inf)]
    [InlineData("relu", -Inf, 0)]
    [InlineData("round", 0.5, 0)]
    [InlineData("round", 1.5, 2)]
    [InlineData("round", -2.5, -2)]
    [InlineData("rsqrt", 0.25, 2)]
    [InlineData("rsqrt", 0, Inf)]
    [InlineData("rsqrt", Inf, 0)]
    [InlineData("sigmoid", 0, 0.5)]
    [InlineData("sigmoid", -1000, 0)]
    [InlineData("sigmoid", 1000, 1)]
    [InlineData("sigmoid", -Inf, 0)]
    [InlineData("sigmoid", Inf, 1)]
    [InlineData("sign", -0.5, -1)]
    [InlineData("sign", 0, 0)]
    [InlineData("sign", Inf, 1)]
    [InlineData("sinh", 0, 0)]
    [InlineData("sinh", 1e-10, 1e-10)]
    [InlineData("sinh", -Inf, -Inf)]
    [InlineData("sqrt", 0, 0)]
    [InlineData("sqrt", -1, NaN)]
    [InlineData("tan", 0, 0)]
    [InlineData("tanh", 0, 0)]
    [InlineData("tanh", 1e-10, 1e-10)]
    [InlineData("tanh", 1000, 1)]
    [InlineData("tanh", -Inf, -1)]
    public void A_function_has_its_known_value(string function, double x, double expected)
    {
        RequireValue(s_functions[function], Tensor.Full([3], x), (float)expected, 1e-6);
        RequireValue(s_functions[function], Tensor.Full([3], x, DType.Float64), expected, 1e-15);
    }

    [Fact]
    public void NaN_stays_NaN()
    {
        foreach (var (name, function) in s_functions.Where(entry => entry.Key != "pow 0"))
        {
            foreach (var dtype in new[] { DType.Float32, DType.Float64 })
            {
                var y = function(Tensor.Full([40], NaN, dtype));
                Assert.True(y.IsNaN().All().Item() == 1, $"{name} of NaN in {dtype.Text} is {y}");
            }
        }
    }

    [Theory]
    [InlineData(1, 1, Math.PI / 4)]
    [InlineData(1, -1, 3 * Math.PI / 4)]
    [InlineData(-1, -1, -3 * Math.PI / 4)]
    [InlineData(0, -1, Math.PI)]
    [InlineData(0, 0, 0)]
    [InlineData(5, Inf, 0)]
    public void The_angle_of_a_point_lies_in_its_quadrant(double y, double x, double expected)
    {
        Assert.Equal(expected, Tensor.Scalar(y, DType.Float64).Atan2(Tensor.Scalar(x, DType.Float64)).Item(), 1e-15);
    }

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(0, 2, 0)]
    [InlineData(0, -1, Inf)]
    [InlineData(-2, 3, -8)]
    [InlineData(-2, 0.5, NaN)]
    [InlineData(2, -2, 0.25)]
    public void A_power_of_tensors_has_its_known_value(double x, double y, double expected)
    {
        foreach (var dtype in new[] { DType.Float32, DType.Float64 })
        {
            Assert.Equal(expected, Tensor.Full([20], x, dtype).Pow(Tensor.Full([20], y, dtype)).Max().Item());
        }
    }

    [Fact]
    public void The_greater_and_the_lesser_of_a_number_and_NaN_is_NaN()
    {
        var (x, y) = (Tensor.From<float>([1, float.NaN, 3]), Tensor.From<float>([float.NaN, 2, 2]));
        Assert.Equal([float.NaN, float.NaN, 3], x.Maximum(y).ToArray<float>());
        Assert.Equal([float.NaN, float.NaN, 2], x.Minimum(y).ToArray<float>());
    }

    [Fact]
    public void Integers_add_subtract_multiply_and_compare()
    {
        var (x, y) = (Tensor.From<long>([5, -7]), Tensor.From<long>([3, 2]));
        Assert.Equal([2, -9], (x - y).ToArray<long>());
        Assert.Equal([5, 2], x.Maximum(y).ToArray<long>());
        Assert.Equal([3, -7], x.Minimum(y).ToArray<long>());
        Assert.Equal([4, -8], (x - 1).ToArray<long>());
        Assert.Contains("floating-point", Assert.Throws<DTypeException>(() => x / y).Message);
    }

    [Fact]
    public void A_number_may_stand_on_either_side()
    {
        var x = Tensor.From<double>([1, 2, 4]);
        Assert.Equal([1, 0, -2], (2 - x).ToArray<double>());
        Assert.Equal([-1, 0, 2], (x - 2).ToArray<double>());
        Assert.Equal([2, 1, 0.5], (2 / x).ToArray<double>());
        Assert.Equal([0.5, 1, 2], (x / 2).ToArray<double>());
    }

    private static void RequireValue(Func<Tensor, Tensor> function, Tensor x, double expected, double tolerance)
    {
        foreach (var value in TestTensor.Read(function(x)))
        {
            if (double.IsFinite(expected)) Assert.InRange(value, expected - tolerance * Math.Abs(expected), expected + tolerance * Math.Abs(expected));
            else Assert.Equal(expected, value);
        }
    }
}
