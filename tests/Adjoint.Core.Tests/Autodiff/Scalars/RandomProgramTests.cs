using FsCheck;
using FsCheck.Fluent;

namespace Adjoint.Core.Tests.Autodiff.Scalars;

/// <summary>Random programs on single numbers, run on a tape and on tensors.</summary>
public sealed class RandomProgramTests
{
    private const int Variables = 3;

    // Functions that keep numbers between -2 and 2 there, and as smooth as rounding needs; each twice, on tensors and on scalars.
    private static readonly (Func<Tensor, Tensor, Tensor> OfTensors, Func<Scalar, Scalar, Scalar> OfScalars)[] s_functions =
    [
        ((x, _) => x.Sin(), (x, _) => x.Sin()),
        ((x, _) => x.Cos() * 1.5, (x, _) => x.Cos() * 1.5),
        ((x, _) => x.Tanh(), (x, _) => x.Tanh()),
        ((x, _) => x.Sigmoid(), (x, _) => x.Sigmoid()),
        ((x, _) => x.Relu(), (x, _) => x.Relu()),
        ((x, _) => -x.Abs(), (x, _) => -x.Abs()),
        ((x, _) => x.Atan(), (x, _) => x.Atan()),
        ((x, _) => (-x.Square()).Exp(), (x, _) => (-x.Square()).Exp()),
        ((x, _) => (x.Square() + 1.0).Log(), (x, _) => (x.Square() + 1).Log()),
        ((x, _) => (x.Pow(3) + 9.0).Sqrt() * 0.25, (x, _) => (x.Pow(3) + 9).Sqrt() * 0.25),
        ((x, y) => (x + y) * 0.5, (x, y) => (x + y) * 0.5),
        ((x, y) => 0.5 * (x - y), (x, y) => 0.5 * (x - y)),
        ((x, y) => x * y / 2.0, (x, y) => x * y / 2),
        ((x, y) => x / (y.Abs() + 1.0), (x, y) => x / (y.Abs() + 1)),
        ((x, y) => (x + 3.0).Pow(y) / 13.0, (x, y) => (x + 3).Pow(y) / 13),
        ((x, y) => (x + 2.5).Atan2(y), (x, y) => (x + 2.5).Atan2(y)),
        ((x, y) => x.Maximum(y), (x, y) => x.Maximum(y)),
        ((x, y) => x.Minimum(y * 0.5), (x, y) => x.Minimum(y * 0.5)),
    ];

    private static Gen<Program> Programs =>
        from values in Gen.Choose(-200, 200).Select(number => number / 100.0).ArrayOf(Variables)
        from length in Gen.Choose(1, 40)
        from steps in Steps.ArrayOf(length)
        select new Program(values, steps);

    private static Gen<Step> Steps =>
        Gen.Choose(0, int.MaxValue).Three().Select(numbers => new Step(numbers.Item1, numbers.Item2, numbers.Item3));

    [Fact]
    public void Values_and_gradients_are_those_of_tensors() =>
        Prop.ForAll(Programs.ToArbitrary(), AgreesWithTensors).QuickCheckThrowOnFailure();

    [Fact]
    public void Forward_mode_along_a_direction_is_the_gradient_times_the_direction() =>
        Prop.ForAll(Programs.ToArbitrary(), ForwardAgreesWithReverse).QuickCheckThrowOnFailure();

    private static void AgreesWithTensors(Program program)
    {
        var x = Array.ConvertAll(program.Values, value => Tensor.Scalar(value, DType.Float64));
        foreach (var variable in x) variable.RequiresGrad = true;
        var expected = program.Run(x, function => function.OfTensors);
        var scalars = new ScalarTape().Variables(program.Values);
        var actual = program.Run(scalars, function => function.OfScalars);
        RequireClose(expected.Item(), actual.Value);
        var adjoints = actual.Backward();
        var gradients = Gradient.OfOrNull(expected, x);
        for (var i = 0; i < x.Length; i++) RequireClose(gradients[i]?.Item() ?? 0, adjoints[scalars[i]]);
    }

    private static void ForwardAgreesWithReverse(Program program)
    {
        var tape = new ScalarTape();
        var x = tape.Variables(program.Values);
        var y = program.Run(x, function => function.OfScalars);
        double[] direction = [0.5, -1, 2];
        var expected = y.Backward().Of(x).Zip(direction, (slope, rate) => slope * rate).Sum();
        RequireClose(expected, tape.Forward(x, direction)[y]);
    }

    private static void RequireClose(double expected, double actual) =>
        Assert.Equal(expected, actual, 1e-10 * Math.Max(1, Math.Abs(expected)));

    private sealed record Step(int Function, int First, int Second);

    /// <summary>Each step takes two of the variables and earlier results; the last result is the program's.</summary>
    private sealed record Program(double[] Values, Step[] Steps)
    {
        public T Run<T>(
            T[] variables, Func<(Func<Tensor, Tensor, Tensor> OfTensors, Func<Scalar, Scalar, Scalar> OfScalars), Func<T, T, T>> form)
        {
            var numbers = variables.ToList();
            foreach (var step in Steps)
            {
                var function = form(s_functions[step.Function % s_functions.Length]);
                // One input is a recent result, which makes programs deep; the other may lie far back.
                numbers.Add(function(numbers[^(1 + step.First % Math.Min(4, numbers.Count))], numbers[step.Second % numbers.Count]));
            }
            return numbers[^1];
        }

        public override string ToString() => $"[{string.Join(", ", Values)}] {string.Join(" ", Steps.Select(step => step.ToString()))}";
    }
}
