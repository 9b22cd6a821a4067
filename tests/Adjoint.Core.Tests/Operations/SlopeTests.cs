using System.Reflection;

namespace Adjoint.Core.Tests.Operations;

/// <summary>Every elementwise operation on single numbers against the same operation on tensors: values and derivatives.</summary>
public sealed class SlopeTests
{
    private static readonly double[] s_specialValues =
    [
        0, -0.0, 1, -1, 0.5, -0.5, 2, -2, 1.5, 2.5, 1e-300, -1e-300, 1e100, -1e100,
        double.PositiveInfinity, double.NegativeInfinity, double.NaN,
    ];

    [Theory]
    [MemberData(nameof(OperationCatalogue.Names), MemberType = typeof(OperationCatalogue))]
    public void The_slope_is_the_gradient_also_at_kinks_and_special_values(string sample)
    {
        var test = OperationCatalogue.Case(sample).As(DType.Float64);
        if (test.Operation is UnaryOperation unary) RequireEqual(unary, [.. Points(test, 0)]);
        if (test.Operation is BinaryOperation binary) RequireEqual(binary, Pairs(test));
    }

    [Fact]
    public void Every_elementwise_function_of_tensors_is_one_of_scalars_too()
    {
        var methods = typeof(TensorOperations).GetMethods(BindingFlags.Static | BindingFlags.Public)
            .Where(method => method.ReturnType == typeof(Scalar)).Select(method => method.Name).ToHashSet();
        var named = new Dictionary<string, string>
        {
            ["Add"] = "op_Addition",
            ["Sub"] = "op_Subtraction",
            ["Mul"] = "op_Multiply",
            ["Div"] = "op_Division",
            ["Neg"] = "op_UnaryNegation",
            ["PowNumber"] = "Pow",
        };
        var operations = OperationCatalogue.Operations
            .Where(type => type.IsSubclassOf(typeof(UnaryOperation)) || type.IsSubclassOf(typeof(BinaryOperation)))
            .Select(type => type.Name[..^"Operation".Length])
            .Where(name => name != "BinaryCrossEntropyWithLogits").Select(name => named.GetValueOrDefault(name, name));
        Assert.Empty(operations.Except(methods));
    }

    // What an operation has of its own is tried beside what is special to all: its samples and its kinks.
    private static IEnumerable<double> Points(OperationCase test, int input) =>
        [.. s_specialValues, .. test.Inputs[input].Kinks, .. test.Values[input]];

    private static (double X, double Y)[] Pairs(OperationCase test) =>
        [.. from x in Points(test, 0) from y in Points(test, 1) select (x, y)];

    private static void RequireEqual(UnaryOperation operation, double[] points)
    {
        var x = Tensor.From<double>(points);
        x.RequiresGrad = true;
        var (values, slopes) = (operation.Apply(x), SlopesOf(operation, x));
        var (ownValues, ownSlopes) = (new double[points.Length], new double[points.Length]);
        var tape = new ScalarTape();
        for (var i = 0; i < points.Length; i++)
        {
            var variable = tape.Variable(points[i]);
            var y = operation.Apply(variable);
            (ownValues[i], ownSlopes[i]) = (y.Value, y.Backward()[variable]);
        }
        RequireClose(values.ToArray<double>(), ownValues, $"{operation}", points);
        RequireClose(slopes[0], ownSlopes, $"slope of {operation}", points);
    }

    private static void RequireEqual(BinaryOperation operation, (double X, double Y)[] points)
    {
        var x = Tensor.From<double>([.. points.Select(point => point.X)]);
        var y = Tensor.From<double>([.. points.Select(point => point.Y)]);
        x.RequiresGrad = y.RequiresGrad = true;
        var slopes = SlopesOf(operation, x, y);
        for (var input = 0; input < 2; input++)
        {
            double[] own = [.. points.Select(p => operation.Slope(input, p.X, p.Y, operation.Kernel.Define(p.X, p.Y)))];
            RequireClose(slopes[input], own, $"slope {input} of {operation}", points);
        }
    }

    private static double[][] SlopesOf(Operation operation, params Tensor[] inputs)
    {
        var y = operation.Apply(inputs);
        var gradients = Gradient.OfOrNull(y, inputs, Tensor.Ones(y.Shape, DType.Float64), createGraph: true);
        return [.. gradients.Select(gradient => gradient?.ToArray<double>() ?? new double[y.ElementCount])];
    }

    private static void RequireClose<T>(double[] expected, double[] actual, string what, T[] points)
    {
        for (var i = 0; i < points.Length; i++)
        {
            var (e, a) = (expected[i], actual[i]);
            var isClose = double.IsFinite(e) ? Math.Abs(e - a) <= 1e-12 * Math.Max(1, Math.Abs(e)) : e.Equals(a);
            Assert.True(isClose, $"{what} at {points[i]:r} is {a:r}, of tensors {e:r}");
        }
    }
}
