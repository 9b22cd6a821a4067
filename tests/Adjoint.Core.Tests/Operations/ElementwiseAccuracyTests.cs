namespace Adjoint.Core.Tests.Operations;

/// <summary>The vector kernels against double precision and against published values.</summary>
public sealed class ElementwiseAccuracyTests
{
    private static readonly bool s_isFused = System.Runtime.Intrinsics.X86.Fma.IsSupported || System.Runtime.Intrinsics.Arm.AdvSimd.IsSupported;

    // Where products and sums are not fused, each term of a polynomial is rounded twice, and .NET's tangent loses two digits near its poles.
    private static double Roundings(string name) => s_isFused ? 1 : name == "tan" ? 100 : 1.5;

    private const int Count = 4001;

    /// <summary>A kernel, its range, and how many units in the last place of a float it may be off.</summary>
    public static TheoryData<string, double, double, double> Kernels => new()
    {
        { "exp", -80, 80, 1 },
        { "exp", -103, -87, 1 },
        { "exp2", -126, 127, 1 },
        { "expm1", -3, 3, 1.1 },
        { "expm1", -1e-3, 1e-3, 1 },
        { "log", 1e-4, 10, 2.1 },
        { "log1p", -0.9, 3, 2.1 },
        { "log1p", -1e-3, 1e-3, 1 },
        { "sinh", -4, 4, 2 },
        { "sinh", -1e-2, 1e-2, 2 },
        { "sinh", 88, 89.4, 2 },
        { "cosh", -4, 4, 3 },
        { "tanh", -5, 5, 2 },
        { "tanh", -1e-2, 1e-2, 2 },
        { "sigmoid", -30, 30, 2.1 },
        { "erf", -4.5, 4.5, 1 },
        { "erf", -1e-2, 1e-2, 1 },
        { "rsqrt", 1e-3, 10, 1.5 },
        { "tan", -7, 7, 2.5 },
        { "log2", 1e-4, 10, 3 },
        { "log10", 1e-4, 10, 3 },
        { "silu", -80, 10, 3 },
        { "softplus", -80, 19, 3 },
        { "elu", -4, 1, 1.1 },
        { "softsign", -50, 50, 1.5 },
        { "mish", -80, 10, 6 },
    };

    // Where the argument of an exponential is rounded itself, the error grows with it: a relative bound instead of last places.
    [Theory]
    [InlineData("gelu", 12, 5e-6)]
    [InlineData("gelu_tanh", 7, 1e-5)]
    public void The_lower_tail_keeps_its_digits(string name, double far, double allowed)
    {
        var operation = s_operations[name];
        var x = Array.ConvertAll(Points(-far, 5), value => (float)value);
        var (y, z) = (new float[Count], new double[Count]);
        operation.Run(x, y);
        operation.Run(Array.ConvertAll(x, value => (double)value), z);
        for (var i = 0; i < Count; i++)
        {
            var exact = operation.Define(x[i]);
            Assert.True(Math.Abs(y[i] - exact) <= allowed * Math.Abs(exact), $"{name}({x[i]:G9}) is {y[i]:G9}, exactly {exact:G12}");
            Assert.True(Math.Abs(z[i] - exact) <= 1e-12 * Math.Abs(exact), $"{name}({x[i]:G9}) is {z[i]:G17}, exactly {exact:G17}");
        }
    }

    private static readonly Dictionary<string, UnaryOperation> s_operations = new UnaryOperation[]
    {
        ExpOperation.Instance, Exp2Operation.Instance, Expm1Operation.Instance, LogOperation.Instance, Log1pOperation.Instance,
        SinhOperation.Instance, CoshOperation.Instance, TanhOperation.Instance, SigmoidOperation.Instance, ErfOperation.Instance,
        RsqrtOperation.Instance, TanOperation.Instance, Log2Operation.Instance, Log10Operation.Instance,
        SiluOperation.Instance, new SoftplusOperation(1, 20), new EluOperation(1), SoftsignOperation.Instance, MishOperation.Instance,
        GeluOperation.Instance, GeluTanhOperation.Instance,
    }.ToDictionary(operation => operation.Name);

    [Theory]
    [MemberData(nameof(Kernels))]
    public void A_single_precision_kernel_is_right_to_the_last_places(string name, double low, double high, double allowed)
    {
        var operation = s_operations[name];
        var x = Array.ConvertAll(Points(low, high), value => (float)value);
        var y = new float[Count];
        operation.Run(x, y);
        for (var i = 0; i < Count; i++)
        {
            var exact = operation.Define(x[i]);
            var unit = MathF.BitIncrement(MathF.Abs((float)exact)) - (double)MathF.Abs((float)exact);
            Assert.True(Math.Abs(y[i] - exact) <= allowed * Roundings(name) * unit, $"{name}({x[i]:G9}) is {y[i]:G9}, exactly {exact:G12}: {(y[i] - exact) / unit:F2} units off");
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void A_double_precision_kernel_agrees_with_the_definition(string name, double low, double high, double allowed)
    {
        // The definitions are themselves a few units off.
        var operation = s_operations[name];
        var x = Points(low, high);
        var y = new double[Count];
        operation.Run(x, y);
        for (var i = 0; i < Count; i++)
        {
            var defined = operation.Define(x[i]);
            Assert.True(Math.Abs(y[i] - defined) <= (allowed + 6) * 2.3e-16 * Math.Abs(defined), $"{name}({x[i]:G17}) is {y[i]:G17}, defined as {defined:G17}");
        }
    }

    // Abramowitz and Stegun, Handbook of Mathematical Functions, table 7.1; the digits beyond the tenth from a computation with 40 digits.
    [Theory]
    [InlineData(0.1, 0.1124629160182848984)]
    [InlineData(0.5, 0.5204998778130465377)]
    [InlineData(1.0, 0.8427007929497148693)]
    [InlineData(1.5, 0.9661051464753107271)]
    [InlineData(2.0, 0.9953222650189527342)]
    [InlineData(3.0, 0.9999779095030014146)]
    [InlineData(5.0, 0.9999999999984625402)]
    public void The_error_function_has_its_tabulated_values(double x, double expected)
    {
        Assert.Equal(expected, Tensor.Scalar(x, DType.Float64).Erf().Item(), 2.3e-16);
        Assert.Equal(-expected, Tensor.Scalar(-x, DType.Float64).Erf().Item(), 2.3e-16);
        Assert.Equal((float)expected, Tensor.Scalar(x).Erf().Item(), 6e-8);
        Assert.Equal(expected, ErfOperation.Instance.Define(x), 1.5e-15);
    }

    [Fact]
    public void An_elements_bits_do_not_depend_on_where_it_stands()
    {
        foreach (var operation in new UnaryOperation[] { TanhOperation.Instance, ErfOperation.Instance, ExpOperation.Instance, SigmoidOperation.Instance })
        {
            var x = Array.ConvertAll(Points(-3, 3), value => (float)value)[..67];
            var (whole, single) = (new float[67], new float[1]);
            operation.Run(x, whole);
            for (var i = 0; i < x.Length; i++)
            {
                operation.Run(x.AsSpan(i, 1), single);
                Assert.Equal(BitConverter.SingleToInt32Bits(whole[i]), BitConverter.SingleToInt32Bits(single[0]));
            }
        }
    }

    private static double[] Points(double low, double high)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, Count).Select(_ => low + (high - low) * random.NextDouble())];
    }
}
