using Adjoint.Autodiff;

namespace Adjoint.Core.Tests.Fixtures;

/// <summary>Values and gradients against those of PyTorch.</summary>
public sealed class FixtureTests
{
    // The file has 13 digits; a few are left for sums in another order.
    private const double Tolerance = 1e-10;

    private const double SingleTolerance = 1e-5;

    private static readonly Dictionary<string, FixtureCase> s_cases = FixtureFile.Cases.ToDictionary(test => test.Name);

    public static TheoryData<string> Comparable => [.. s_cases.Values.Where(IsComparable).Select(test => test.Name)];

    public static TheoryData<string> Differentiable =>
        [.. s_cases.Values.Where(IsComparable).Where(test => test.HasGradients).Select(test => test.Name)];

    public static TheoryData<string> TwiceDifferentiable =>
        [.. s_cases.Values.Where(IsComparable).Where(test => test.HasSecondGradients).Select(test => test.Name)];

    public static TheoryData<string> InSinglePrecision =>
        [.. s_cases.Values.Where(test => ActivationCounterparts.Table.ContainsKey(test.Operation)).Select(test => test.Name)];

    [Theory]
    [MemberData(nameof(Comparable))]
    public void Values_are_those_of_PyTorch(string name)
    {
        var test = s_cases[name];
        RequireEqual(test.Outputs, Counterparts.All[test.Operation](test.Inputs, test.Attributes), test);
    }

    [Theory]
    [MemberData(nameof(Differentiable))]
    public void Gradients_are_those_of_PyTorch(string name)
    {
        var test = s_cases[name];
        var variables = Variables(test);
        var gradients = Reverse.Gradients(WeightedSum(test, variables), null, variables, differentiable: false, keepGraph: false);
        RequireEqual(test.Gradients, gradients, test);
    }

    [Theory]
    [MemberData(nameof(TwiceDifferentiable))]
    public void Gradients_of_gradients_are_those_of_PyTorch(string name)
    {
        var test = s_cases[name];
        var variables = Variables(test);
        var first = Reverse.Gradients(WeightedSum(test, variables), null, variables, differentiable: true, keepGraph: true);
        RequireEqual(test.Gradients, first, test);
        var slope = Tensor.Scalar(0, DType.Float64);
        var directions = new Queue<Tensor>(test.Directions);
        for (var i = 0; i < variables.Length; i++)
        {
            if (!variables[i].RequiresGrad) continue;
            var direction = directions.Dequeue();
            if (first[i] is { } gradient) slope += (gradient * direction).Sum();
        }
        Assert.Empty(directions);
        var second = slope.RequiresGrad
            ? Reverse.Gradients(slope, null, variables, differentiable: false, keepGraph: false)
            : new Tensor?[variables.Length];
        RequireEqual(test.SecondGradients, second, test);
    }

    [Theory]
    [MemberData(nameof(InSinglePrecision))]
    public void Single_precision_is_near_PyTorchs_double_precision(string name)
    {
        var test = s_cases[name];
        var variables = Array.ConvertAll(Variables(test), Single);
        var outputs = Counterparts.All[test.Operation](variables, test.Attributes);
        RequireEqual(Array.ConvertAll(test.Outputs, Single), outputs, test, SingleTolerance);
        if (!test.HasGradients) return;
        Tensor[] recorded = [.. outputs.Where(output => output.RequiresGrad)];
        var total = Tensor.Scalar(0);
        for (var i = 0; i < recorded.Length; i++) total += (recorded[i] * Single(test.Incoming[i])).Sum();
        var gradients = Reverse.Gradients(total, null, variables, differentiable: false, keepGraph: false);
        var expected = Array.ConvertAll(test.Gradients, gradient => gradient is null ? null : Single(gradient));
        RequireEqual(expected, gradients, test, SingleTolerance);
    }

    [Fact]
    public void Every_operation_that_both_have_is_compared()
    {
        var ours = typeof(TensorOperations).GetMethods().Select(method => Plain(method.Name)).ToHashSet();
        var missing = FixtureFile.Cases.Select(test => test.Operation).Distinct()
            .Where(operation => !Counterparts.All.ContainsKey(operation) && ours.Contains(Plain(operation)));
        Assert.Empty(missing);
    }

    [Fact]
    public void Every_counterpart_has_a_case()
    {
        Assert.Empty(Counterparts.All.Keys.Except(FixtureFile.Cases.Select(test => test.Operation)));
    }

    private static bool IsComparable(FixtureCase test) => Counterparts.All.ContainsKey(test.Operation);

    private static string Plain(string name) => name.Replace("_", "", StringComparison.Ordinal).ToUpperInvariant();

    private static Tensor[] Variables(FixtureCase test)
    {
        var variables = test.Inputs;
        for (var i = 0; i < variables.Length; i++) variables[i].RequiresGrad = variables[i].DType.IsFloat && !test.IsConstant(i);
        return variables;
    }

    private static Tensor WeightedSum(FixtureCase test, Tensor[] variables)
    {
        var outputs = Counterparts.All[test.Operation](variables, test.Attributes).Where(output => output.RequiresGrad).ToArray();
        var incoming = test.Incoming;
        Assert.Equal(incoming.Length, outputs.Length);
        var total = Tensor.Scalar(0, DType.Float64);
        for (var i = 0; i < outputs.Length; i++) total += (outputs[i] * incoming[i]).Sum();
        return total;
    }

    private static Tensor Single(Tensor x)
    {
        if (!x.DType.IsFloat) return x;
        var single = x.Detach().To(DType.Float32);
        single.RequiresGrad = x.RequiresGrad;
        return single;
    }

    private static void RequireEqual(Tensor?[] expected, Tensor?[] actual, FixtureCase test, double tolerance = Tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            RequireEqual(expected[i], actual[i], tolerance, $"{test.Name} {test.Attributes}, tensor {i}");
        }
    }

    // A gradient that is zero everywhere may be missing on either side.
    private static void RequireEqual(Tensor? expected, Tensor? actual, double tolerance, string what)
    {
        if (expected is null && actual is null) return;
        expected ??= Tensor.Zeros(actual!.Shape, actual.DType);
        actual ??= Tensor.Zeros(expected.Shape, expected.DType);
        Assert.True(expected.Type == actual.Type, $"{what}: expected {expected.Type}, got {actual.Type}");
        var (want, have) = (expected.To(DType.Float64).ToArray<double>(), actual.To(DType.Float64).ToArray<double>());
        for (var i = 0; i < want.Length; i++)
        {
            Assert.True(Math.Abs(want[i] - have[i]) <= tolerance * Math.Max(1, Math.Abs(want[i])), $"{what}: element {i} is "
                + $"{have[i]:r}, expected {want[i]:r}");
        }
    }
}
