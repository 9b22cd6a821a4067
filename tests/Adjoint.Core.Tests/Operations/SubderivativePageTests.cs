using System.Globalization;
using System.Text.Json;

namespace Adjoint.Core.Tests.Operations;

/// <summary>Holds <c>docs/subderivatives.md</c> against the code and against PyTorch's numbers.</summary>
public sealed class SubderivativePageTests
{
    private static readonly Dictionary<string, Func<Tensor, Tensor>> s_functions = new()
    {
        ["relu"] = x => x.Relu(),
        ["relu6"] = x => x.Relu6(),
        ["hard_sigmoid"] = x => x.HardSigmoid(),
        ["leaky_relu(0.1)"] = x => x.LeakyRelu(0.1),
        ["prelu(x, 0.2)"] = x => x.Prelu(Tensor.From<double>([0.2])),
        ["prelu(0, x)"] = x => Tensor.Zeros([1], DType.Float64).Prelu(x),
        ["elu(0.5)"] = x => x.Elu(0.5),
        ["celu(0.5)"] = x => x.Celu(0.5),
        ["selu"] = x => x.Selu(),
        ["maxout(2)"] = x => x.Maxout(2),
        ["abs"] = x => x.Abs(),
        ["clamp(-1, 2)"] = x => x.Clamp(-1, 2),
        ["sign"] = x => x.Sign(),
        ["floor"] = x => x.Floor(),
        ["ceil"] = x => x.Ceil(),
        ["round"] = x => x.Round(),
        ["where(x > 0, x, 0)"] = x => Tensor.Where(x > 0, x, 0),
        ["maximum(x, 1)"] = x => x.Maximum(1),
        ["minimum(x, 1)"] = x => x.Minimum(1),
        ["max()"] = x => x.Max(),
        ["min()"] = x => x.Min(),
        ["max(0)"] = x => x.Max(0),
        ["sort, weights 1, 2, 3"] = x => x.Sort().Values * Tensor.From<double>([1, 2, 3]),
        ["topk(1)"] = x => x.TopK(1).Values,
        ["max_pool2d(2)"] = x => x.Reshape([1, 1, 2, 2]).MaxPool2d(2),
        ["sqrt"] = x => x.Sqrt(),
        ["rsqrt"] = x => x.Rsqrt(),
        ["reciprocal"] = x => x.Reciprocal(),
        ["log"] = x => x.Log(),
        ["asin"] = x => x.Asin(),
        ["acos"] = x => x.Acos(),
        ["acosh"] = x => x.Acosh(),
        ["atanh"] = x => x.Atanh(),
        ["pow(x, -1)"] = x => x.Pow(-1),
        ["pow(x, 0)"] = x => x.Pow(0),
        ["pow(x, 0.5)"] = x => x.Pow(0.5),
        ["pow(x, 1)"] = x => x.Pow(1),
        ["pow(x, 2)"] = x => x.Pow(2),
        ["pow(0, x)"] = x => Tensor.Zeros([2], DType.Float64).Pow(x),
        ["pow(-2, x)"] = x => Tensor.Full([1], -2, DType.Float64).Pow(x),
        ["prod"] = x => x.Prod(),
        ["norm(1)"] = x => x.Norm(1),
        ["norm(2)"] = x => x.Norm(2),
        ["norm(3)"] = x => x.Norm(3),
        ["norm(inf)"] = x => x.Norm(double.PositiveInfinity),
        ["std"] = x => x.Std(),
        ["atan2(x, 0)"] = x => x.Atan2(Tensor.Zeros([1], DType.Float64)),
        ["logsumexp"] = x => x.LogSumExp(0),
    };

    public static TheoryData<string> Names => [.. s_functions.Keys];

    private sealed record Row(string Point, string Gradient, string PyTorch);

    [Theory]
    [MemberData(nameof(Names))]
    public void The_page_says_what_the_derivative_rules_give(string name)
    {
        var (row, point) = (Rows()[name], PyTorch()[name].Point);
        Assert.Equal(row.Point, Text(point));
        Assert.Equal(row.Gradient, Text(GradientAt(name, point, createGraph: false)));
        Assert.Equal(row.Gradient, Text(GradientAt(name, point, createGraph: true)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_page_says_what_PyTorch_gives(string name) => Assert.Equal(Rows()[name].PyTorch, Text(PyTorch()[name].Gradient));

    [Fact]
    public void The_page_and_PyTorchs_numbers_have_a_row_for_each_function_and_no_other()
    {
        Assert.Equal(s_functions.Keys.Order(), Rows().Keys.Order());
        Assert.Equal(s_functions.Keys.Order(), PyTorch().Keys.Order());
    }

    private static double[] GradientAt(string name, double[] point, bool createGraph)
    {
        var x = Tensor.From<double>(point);
        x.RequiresGrad = true;
        return Gradient.Of(s_functions[name](x).Sum(), [x], createGraph: createGraph)[0].ToArray<double>();
    }

    private static Dictionary<string, Row> Rows() => File.ReadLines(Path.Combine(SourceTree.Root, "docs", "subderivatives.md"))
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('|', StringSplitOptions.TrimEntries))
        .ToDictionary(cells => cells[1].Trim('`'), cells => new Row(cells[2], cells[3], cells[4]));

    private static Dictionary<string, (double[] Point, double[] Gradient)> PyTorch()
    {
        var path = Path.Combine(SourceTree.Root, "tests", "fixtures", "subderivatives.json");
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return document.RootElement.GetProperty("cases").EnumerateArray().ToDictionary(
            one => one.GetProperty("name").GetString()!, one => (Numbers(one.GetProperty("point")), Numbers(one.GetProperty("gradient"))));
    }

    private static double[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(number => number.GetString() switch
    {
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        "nan" => double.NaN,
        var text => double.Parse(text!, CultureInfo.InvariantCulture),
    })];

    private static string Text(double[] numbers) => $"[{string.Join(", ", numbers.Select(Text))}]";

    // A negative zero is a zero.
    private static string Text(double number) => number switch
    {
        double.PositiveInfinity => "inf",
        double.NegativeInfinity => "-inf",
        double.NaN => "nan",
        _ => (number + 0.0).ToString("0.####", CultureInfo.InvariantCulture),
    };
}
