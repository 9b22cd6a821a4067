namespace Adjoint.Core.Tests.Autodiff;

public sealed class GradientOfTests
{
    private static Tensor Variable(double value)
    {
        var x = Tensor.Scalar(value, DType.Float64);
        x.RequiresGrad = true;
        return x;
    }

    [Fact]
    public void Many_tensors_asked_for_at_once_get_their_own_gradients()
    {
        var variables = Enumerable.Range(0, 40).Select(i => Tensor.Scalar(i, DType.Float64)).ToArray();
        foreach (var variable in variables) variable.RequiresGrad = true;
        var y = variables.Aggregate((sum, variable) => sum + variable * variable);
        Tensor[] by = [.. variables, variables[3]];
        Assert.Equal([1, .. Enumerable.Range(1, 39).Select(i => 2.0 * i), 6.0], Gradient.Of(y, by).Select(gradient => gradient.Item()));
    }

    [Fact]
    public void Gradients_come_back_in_the_order_asked_and_leave_Grad_alone()
    {
        var (x, w) = (Variable(3), Variable(5));
        var gradients = Gradient.Of(x * x * w, w, x);
        Assert.Equal([9.0, 30.0], gradients.Select(gradient => gradient.Item()));
        Assert.Null(x.Grad);
        Assert.Null(w.Grad);
    }

    [Fact]
    public void An_intermediate_result_can_be_differentiated_by()
    {
        var x = Variable(3);
        var y = x * x;
        Assert.Equal(18, Gradient.Of(y * y, y)[0].Item());
    }

    [Fact]
    public void A_tensor_and_what_it_was_made_from_each_get_their_own_gradient()
    {
        var x = Variable(3);
        var y = x * x;
        var gradients = Gradient.Of(y * y, x, y);
        Assert.Equal([108.0, 18.0], gradients.Select(gradient => gradient.Item()));
    }

    [Fact]
    public void The_result_by_itself_is_one()
    {
        var y = Variable(3) * 2.0;
        Assert.Equal(1, Gradient.Of(y, y)[0].Item());
    }

    [Fact]
    public void The_same_tensor_twice_gets_its_gradient_twice()
    {
        var x = Variable(3);
        Assert.Equal([6.0, 6.0], Gradient.Of(x * x, x, x).Select(gradient => gradient.Item()));
    }

    [Fact]
    public void Derivatives_of_any_order_come_from_recorded_gradients()
    {
        var x = Variable(0.7);
        // sin, cos, -sin, -cos, sin, ...
        double[] expected = [Math.Sin(0.7), Math.Cos(0.7), -Math.Sin(0.7), -Math.Cos(0.7)];
        var y = x.Sin();
        for (var order = 1; order <= 8; order++)
        {
            y = Gradient.Of(y, [x], createGraph: true)[0];
            Assert.Equal(expected[order % 4], y.Item(), 1e-12);
        }
    }

    [Fact]
    public void A_recorded_gradient_keeps_the_record()
    {
        var x = Variable(3);
        var y = x * x;
        _ = Gradient.Of(y, [x], createGraph: true);
        y.Backward();
        Assert.Equal(6, x.Grad!.Item());
    }

    [Fact]
    public void Without_keepGraph_the_record_is_used_up()
    {
        var x = Variable(3);
        var y = x * x;
        _ = Gradient.Of(y, [x], keepGraph: true);
        _ = Gradient.Of(y, x);
        Assert.Throws<GradientException>(() => Gradient.Of(y, x));
    }

    [Fact]
    public void An_unconnected_tensor_is_named()
    {
        var (x, weight) = (Variable(3), Variable(5));
        var error = Assert.Throws<GradientException>(() => Gradient.Of(x * x, [x, weight], keepGraph: true));
        Assert.Contains("tensor 1 of [x, weight]", error.Message);
        Assert.Contains("OfOrNull", error.Message);
        var plain = Tensor.Scalar(1, DType.Float64);
        Assert.Contains("RequiresGrad", Assert.Throws<GradientException>(() => Gradient.Of(x * x, plain)).Message);
    }

    [Fact]
    public void An_unconnected_tensor_gives_null_where_that_is_allowed()
    {
        var (x, w) = (Variable(3), Variable(5));
        var gradients = Gradient.OfOrNull(x * x, [w, x]);
        Assert.Null(gradients[0]);
        Assert.Equal(6, gradients[1]!.Item());
    }
}
