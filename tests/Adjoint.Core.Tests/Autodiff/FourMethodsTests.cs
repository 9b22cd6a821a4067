namespace Adjoint.Core.Tests.Autodiff;

/// <summary>Reverse, forward, symbolic and numerical differentiation of random functions hold one another, to the third order.</summary>
public sealed class FourMethodsTests
{
    private const int HighestOrder = 3;

    // Derivative rules agree but for rounding, which each order multiplies.
    private const double RuleTolerance = 1e-9;

    // What extrapolated differences keep of 16 digits.
    private static readonly double[] s_numericTolerance = [0, 1e-8, 1e-5, 1e-3];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 60)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Along_a_line_all_methods_agree_to_the_third_order(int seed)
    {
        var function = new RandomSmoothFunction(seed);
        var line = function.AlongLine();
        Tensor F(Tensor t) => function.Apply([.. function.Point.Select((x, i) => t * function.Direction[i] + x)]);
        for (var order = 1; order <= HighestOrder; order++)
        {
            var context = $"order {order} of {function}";
            var zero = Tensor.Scalar(0, DType.Float64);
            var reverse = Differentiate.Derivative(F, order, DifferentiationMethod.Reverse)(zero).Item();
            var forward = Differentiate.Derivative(F, order, DifferentiationMethod.Forward)(zero).Item();
            Near(reverse, forward, RuleTolerance, $"forward, {context}");
            Near(reverse, line.Derivative("t", order).Evaluate(("t", 0)), RuleTolerance, $"symbolic, {context}");
            var numeric = NumericalDerivative.Of(t => line.Evaluate(("t", t)), 0, order, DifferenceMethod.Richardson);
            Near(reverse, numeric.Value, s_numericTolerance[order], $"numeric, {context}");
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Mixed_partial_derivatives_agree_whatever_the_modes_and_their_order(int seed)
    {
        var function = new RandomSmoothFunction(seed);
        var point = RandomSmoothFunction.Names.Zip(function.Point).ToArray();
        // By x1, then x2, then x3, and in the opposite order.
        var expected = function.Formula.Derivative("x1").Derivative("x2").Derivative("x3").Evaluate(point);
        foreach (var order in new int[][] { [0, 1, 2], [2, 1, 0] })
        {
            for (var modes = 0; modes < 8; modes++)
            {
                var x = function.Point.Select(value => Tensor.Scalar(value, DType.Float64)).ToArray();
                foreach (var variable in x) variable.RequiresGrad = true;
                Tensor? y = function.Apply(x);
                for (var i = 0; i < order.Length; i++) y = y?.Node is null ? null : Partial(y, x[order[i]], (modes >> i & 1) == 0);
                Near(expected, y?.Item() ?? 0, RuleTolerance, $"modes {modes} in order {string.Join("", order)} of {function.Text}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Gradients_by_every_variable_agree_and_the_trace_shows_them(int seed)
    {
        var function = new RandomSmoothFunction(seed);
        (string, double)[] point = [.. RandomSmoothFunction.Names.Zip(function.Point)];
        var trace = function.Formula.Trace(point);
        var symbolic = function.Formula.Gradient(RandomSmoothFunction.Names);
        var numeric = NumericalDerivative.Gradient(
            values => function.Formula.Evaluate([.. RandomSmoothFunction.Names.Zip(values)]), function.Point, DifferenceMethod.Richardson);
        for (var i = 0; i < point.Length; i++)
        {
            var name = RandomSmoothFunction.Names[i];
            var reverse = trace.Adjoint(name).Item();
            Near(reverse, trace.Tangent(name).Item(), RuleTolerance, $"tangent by {name} of {function.Text}");
            Near(reverse, symbolic[i].Evaluate(point), RuleTolerance, $"symbolic by {name} of {function.Text}");
            Near(reverse, numeric.Value[i], s_numericTolerance[1], $"numeric by {name} of {function.Text}");
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_random_network_has_the_derivatives_of_its_formula(int seed)
    {
        var network = new RandomNetwork(seed);
        for (var order = 1; order <= HighestOrder; order++)
        {
            var zero = Tensor.Scalar(0, DType.Float64);
            var reverse = Differentiate.Derivative(network.LossAlongLine, order, DifferentiationMethod.Reverse)(zero).Item();
            var forward = Differentiate.Derivative(network.LossAlongLine, order, DifferentiationMethod.Forward)(zero).Item();
            Near(reverse, forward, RuleTolerance, $"forward, order {order}, network {seed}");
            var symbolic = network.Formula.Derivative("t", order).Evaluate(("t", 0));
            Near(reverse, symbolic, RuleTolerance, $"symbolic, order {order}, network {seed}");
            var numeric = NumericalDerivative.Of(
                t => network.LossAlongLine(Tensor.Scalar(t, DType.Float64)).Item(), 0, order, DifferenceMethod.Richardson);
            Near(reverse, numeric.Value, s_numericTolerance[order], $"numeric, order {order}, network {seed}");
        }
    }

    private static Tensor? Partial(Tensor y, Tensor x, bool isReverse)
    {
        if (isReverse) return Gradient.OfOrNull(y, [x], createGraph: true)[0];
        return Tangent.OfOrNull(y, [x], [Tensor.Scalar(1, DType.Float64)], createGraph: true);
    }

    private static void Near(double expected, double actual, double tolerance, string context) =>
        Assert.True(Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Abs(expected)),
            $"{context}: {actual:R}, expected {expected:R}");
}
