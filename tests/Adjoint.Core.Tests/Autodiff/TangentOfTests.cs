using Adjoint.Core.Tests.Operations;

namespace Adjoint.Core.Tests.Autodiff;

public sealed class TangentOfTests
{
    private static Tensor Variable(double value)
    {
        var x = Tensor.Scalar(value, DType.Float64);
        x.RequiresGrad = true;
        return x;
    }

    private static Tensor Number(double value) => Tensor.Scalar(value, DType.Float64);

    [Fact]
    public void The_worked_example_of_the_lecture_has_its_derivatives()
    {
        // y = ln(x1) + x1 x2 - sin(x2) at (2, 5): dy/dx1 = 1/x1 + x2, dy/dx2 = x1 - cos(x2)
        var (x1, x2) = (Variable(2), Variable(5));
        var y = x1.Log() + x1 * x2 - x2.Sin();
        Assert.Equal(5.5, Tangent.Of(y, x1, Number(1)).Item(), 1e-12);
        Assert.Equal(2 - Math.Cos(5), Tangent.Of(y, x2, Number(1)).Item(), 1e-12);
        Assert.Equal(3 * 5.5 - (2 - Math.Cos(5)), Tangent.Of(y, [x1, x2], [Number(3), Number(-1)]).Item(), 1e-12);
    }

    [Fact]
    public void The_record_is_kept_and_no_gradient_is_touched()
    {
        var x = Variable(3);
        var y = x * x;
        for (var pass = 0; pass < 3; pass++) Assert.Equal(6, Tangent.Of(y, x, Number(1)).Item());
        Assert.Null(x.Grad);
        y.Backward();
        Assert.Equal(6, x.Grad!.Item());
    }

    [Fact]
    public void A_result_on_the_way_moves_in_its_own_direction_and_with_what_it_is_made_of()
    {
        var x = Variable(3);
        var y = x * x;
        var z = y * y;
        Assert.Equal(18, Tangent.Of(z, y, Number(1)).Item());
        // dz = 2y dy with dy = 2x dx + 1
        Assert.Equal(18 * (6 * 10 + 1), Tangent.Of(z, [x, y], [Number(10), Number(1)]).Item());
    }

    [Fact]
    public void The_same_tensor_twice_moves_along_the_sum_of_both_directions()
    {
        var x = Variable(3);
        Assert.Equal(6 * 5, Tangent.Of(x * x, [x, x], [Number(1), Number(4)]).Item());
    }

    [Fact]
    public void The_result_by_itself_moves_along_the_direction_in_a_copy()
    {
        // Large enough for a pooled buffer.
        var y = Variable(3) * Tensor.Ones([64, 128], DType.Float64);
        var direction = Tensor.Full([64, 128], 7, DType.Float64);
        var tangent = Tangent.Of(y, y, direction);
        direction.CopyFrom(Tensor.Zeros([64, 128], DType.Float64));
        Assert.All(tangent.ToArray<double>(), value => Assert.Equal(7, value));
    }

    [Fact]
    public void Derivatives_of_any_order_come_from_recorded_tangents()
    {
        var x = Variable(0.7);
        double[] expected = [Math.Sin(0.7), Math.Cos(0.7), -Math.Sin(0.7), -Math.Cos(0.7)];
        var y = x.Sin();
        for (var order = 1; order <= 8; order++)
        {
            y = Tangent.Of(y, x, Number(1), createGraph: true);
            Assert.Equal(expected[order % 4], y.Item(), 1e-12);
        }
    }

    [Fact]
    public void A_recorded_tangent_can_be_differentiated_by_its_direction()
    {
        var (x, direction) = (Variable(3), Variable(2));
        var tangent = Tangent.Of(x * x * x, x, direction, createGraph: true);
        // 3x^2 v
        Assert.Equal(54, tangent.Item());
        Assert.Equal([36.0, 27.0], Gradient.Of(tangent, x, direction).Select(gradient => gradient.Item()));
    }

    [Fact]
    public void An_unconnected_tensor_is_named()
    {
        var (x, weight) = (Variable(3), Variable(5));
        var error = Assert.Throws<GradientException>(() => Tangent.Of(x * x, [x, weight], [Number(1), Number(1)]));
        Assert.Contains("tensor 1 of [x, weight]", error.Message);
        Assert.Contains("OfOrNull", error.Message);
        Assert.Contains("RequiresGrad", Assert.Throws<GradientException>(() => Tangent.Of(x * x, Number(1), Number(1))).Message);
        Assert.Throws<GradientException>(() => Tangent.Of(Number(1), x, Number(1)));
    }

    [Fact]
    public void An_unconnected_tensor_has_no_effect_where_that_is_allowed()
    {
        var (x, weight) = (Variable(3), Variable(5));
        Assert.Equal(6, Tangent.OfOrNull(x * x, [weight, x], [Number(9), Number(1)])!.Item());
        Assert.Null(Tangent.OfOrNull(x * x, [weight], [Number(9)]));
        Assert.Null(Tangent.OfOrNull(Number(1), [weight], [Number(9)]));
    }

    [Fact]
    public void A_step_that_is_flat_everywhere_gives_zeros()
    {
        var x = Tensor.From<double>([0.2, 1.7]);
        x.RequiresGrad = true;
        Assert.Equal([0.0, 0.0], Tangent.Of(x.Floor(), x, Tensor.Ones([2], DType.Float64)).ToArray<double>());
    }

    [Fact]
    public void Directions_must_fit_their_tensors()
    {
        var x = Variable(3);
        var y = x * x;
        Assert.Contains("direction 0 has shape [2]",
            Assert.Throws<ShapeException>(() => Tangent.Of(y, x, Tensor.Ones([2], DType.Float64))).Message);
        Assert.Contains("float32", Assert.Throws<DTypeException>(() => Tangent.Of(y, x, Tensor.Scalar(1))).Message);
        Assert.Contains("as many directions", Assert.Throws<ArgumentException>(() => Tangent.Of(y, [x, x], [Number(1)])).Message);
    }

    [Fact]
    public void A_used_up_record_is_an_error()
    {
        var x = Variable(3);
        var y = x * x;
        y.Backward();
        Assert.Contains("used up", Assert.Throws<GradientException>(() => Tangent.Of(y, x, Number(1))).Message);
    }

    [Fact]
    public void A_graph_of_a_million_steps_is_walked_without_recursion()
    {
        var x = Variable(1);
        var y = x;
        for (var step = 0; step < 500_000; step++) y = (y + x) * 0.5;
        // y = 1 whatever the number of steps, and it moves as x does.
        Assert.Equal(1, Tangent.Of(y, x, Number(1)).Item(), 1e-9);
    }

    [Fact]
    public void Everything_a_user_holds_keeps_its_values_over_many_passes()
    {
        // Large enough for pooled buffers.
        Shape shape = [64, 128];
        var (x, direction) = (Tensor.RandN(shape, new Generator(1)), Tensor.RandN(shape, new Generator(2)));
        x.RequiresGrad = true;
        var wave = (x * x).Sin();
        var y = wave.Sum(0).Expand(shape) * wave + x;
        var held = new List<Tensor> { x, direction, wave, y };
        for (var pass = 0; pass < 5; pass++) held.Add(Tangent.Of(y, x, direction));
        var bits = held.ConvertAll(TestTensor.Bits);
        for (var pass = 0; pass < 20; pass++) _ = Tangent.Of(y, [x, wave], [direction, direction]);
        for (var i = 0; i < held.Count; i++) Assert.Equal(bits[i], TestTensor.Bits(held[i]));
        Assert.Equal(bits[4], bits[^1]);
    }
}
