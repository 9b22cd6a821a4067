namespace Adjoint.Core.Tests.Autodiff.Functional;

public sealed class DifferentiateTests
{
    private static Tensor Number(double value) => Tensor.Scalar(value, DType.Float64);

    [Fact]
    public void The_gradient_of_a_function_is_a_function()
    {
        var slope = Differentiate.Gradient(x => (x * x * x).Sum());
        Assert.Equal([3.0, 12.0, 27.0], slope(Tensor.From<double>([1, 2, 3])).ToArray<double>());
    }

    [Fact]
    public void Gradients_by_several_arguments_come_from_one_run()
    {
        var runs = 0;
        var (value, gradients) = Differentiate.ValueAndGradient((Tensor[] x) =>
        {
            runs++;
            return x[0] * x[1].Sin();
        })([Number(2), Number(0.5)]);
        Assert.Equal(1, runs);
        Assert.Equal(2 * Math.Sin(0.5), value.Item(), 1e-12);
        Assert.Equal(Math.Sin(0.5), gradients[0].Item(), 1e-12);
        Assert.Equal(2 * Math.Cos(0.5), gradients[1].Item(), 1e-12);
    }

    [Fact]
    public void Nothing_is_recorded_for_arguments_that_are_no_variables()
    {
        var x = Number(3);
        var (value, gradient) = Differentiate.ValueAndGradient(t => t * t)(x);
        Assert.False(value.RequiresGrad || gradient.RequiresGrad || x.RequiresGrad);
        var (_, tangent) = Differentiate.Jvp(t => t * t, x, Number(1));
        Assert.False(tangent.RequiresGrad);
    }

    [Fact]
    public void The_pull_back_can_be_called_several_times()
    {
        var (value, pullBack) = Differentiate.Vjp(x => x * x, Tensor.From<double>([1, 2, 3]));
        Assert.Equal([1.0, 4.0, 9.0], value.ToArray<double>());
        Assert.Equal([2.0, 0.0, 0.0], pullBack(Tensor.From<double>([1, 0, 0])).ToArray<double>());
        Assert.Equal([0.0, 4.0, 60.0], pullBack(Tensor.From<double>([0, 1, 10])).ToArray<double>());
    }

    [Fact]
    public void The_push_forward_can_be_called_several_times()
    {
        var (_, pushForward) = Differentiate.Linearize(x => (x * x).Sum(), Tensor.From<double>([1, 2, 3]));
        Assert.Equal(2, pushForward(Tensor.From<double>([1, 0, 0])).Item());
        Assert.Equal(64, pushForward(Tensor.From<double>([0, 1, 10])).Item());
    }

    [Fact]
    public void A_tangent_comes_with_the_value()
    {
        var (value, tangent) = Differentiate.Jvp(
            x => x[0] * x[1].Exp(), [Number(2), Number(0)], [Number(1), Number(3)]);
        Assert.Equal(2, value.Item());
        Assert.Equal(1 + 2 * 3, tangent.Item());
    }

    [Fact]
    public void A_function_that_does_not_depend_on_its_argument_has_derivative_zero()
    {
        var x = Tensor.From<double>([1, 2]);
        Assert.Equal([0.0, 0.0], Differentiate.Gradient(_ => Number(3))(x).ToArray<double>());
        var outer = Number(3);
        outer.RequiresGrad = true;
        Assert.Equal([0.0, 0.0], Differentiate.Gradient(_ => outer * 2.0)(x).ToArray<double>());
        Assert.Equal(0, Differentiate.Jvp(_ => outer * 2.0, x, x).Tangent.Item());
    }

    [Fact]
    public void The_record_outside_is_left_as_it_is()
    {
        var w = Number(3);
        w.RequiresGrad = true;
        var h = w * w;
        using (NoGrad.Begin()) Assert.Equal(18, Differentiate.Gradient(t => t * t)(h).Item());
        _ = Differentiate.Gradient(t => t * h)(h);
        h.Backward();
        Assert.Equal(6, w.Grad!.Item());
    }

    [Fact]
    public void Inside_NoGrad_functions_are_still_differentiated_and_nothing_is_recorded()
    {
        var w = Number(3);
        w.RequiresGrad = true;
        using var noGrad = NoGrad.Begin();
        var gradient = Differentiate.Gradient(t => t * t * w)(w);
        Assert.Equal(18, gradient.Item());
        Assert.False(gradient.RequiresGrad);
    }

    [Fact]
    public void A_pull_back_whose_record_was_used_up_says_so()
    {
        var w = Number(3);
        w.RequiresGrad = true;
        var (value, pullBack) = Differentiate.Vjp(t => t * w, w);
        value.Backward();
        Assert.Contains("used up", Assert.Throws<GradientException>(() => pullBack(Number(1))).Message);
    }

    [Fact]
    public void Bad_arguments_are_told_apart()
    {
        var x = Tensor.From<double>([1, 2]);
        Assert.Contains("Jacobian", Assert.Throws<ShapeException>(() => Differentiate.Gradient(t => t * t)(x)).Message);
        Assert.Contains("argument 0 is int64",
            Assert.Throws<DTypeException>(() => Differentiate.Gradient(t => t.Sum())(Tensor.From([1, 2]))).Message);
        Assert.Contains("gave bool", Assert.Throws<DTypeException>(() => Differentiate.Gradient(t => t.Sum().Equal(0))(x)).Message);
        Assert.Contains("gave null", Assert.Throws<ArgumentException>(() => Differentiate.Gradient(_ => (Tensor)null!)(x)).Message);
        Assert.Throws<ArgumentNullException>(() => Differentiate.Gradient((Func<Tensor, Tensor>)null!));
        Assert.Contains("shape [3]", Assert.Throws<ShapeException>(
            () => Differentiate.Jvp(t => t, x, Tensor.Ones([3], DType.Float64))).Message);
        Assert.Contains("shape []", Assert.Throws<ShapeException>(() => Differentiate.Vjp(t => t, x).PullBack(Number(1))).Message);
    }
}
