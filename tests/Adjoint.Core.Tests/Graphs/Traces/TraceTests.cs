using Adjoint.Core.Tests.Operations;
using Adjoint.Graphs;

namespace Adjoint.Core.Tests.Graphs.Traces;

public sealed class TraceTests
{
    // ln(x1) + x1 x2 - sin(x2) at (2, 5), worked out step by step in UBC lecture 2.
    private static Trace Lecture() => Trace.Of(x => x[0].Log() + x[0] * x[1] - x[1].Sin(), ("x1", 2), ("x2", 5));

    [Fact]
    public void The_steps_are_the_lectures()
    {
        Assert.Equal(
            ["v0 = x1", "v1 = x2", "v2 = ln(v0)", "v3 = v0*v1", "v4 = sin(v1)", "v5 = v2 + v3", "v6 = v5 - v4"],
            Lecture().Steps.Select(step => $"{step.Name} = {step.Expression}"));
        Expect.Close([2, 5, Math.Log(2), 10, Math.Sin(5), Math.Log(2) + 10, Math.Log(2) + 10 - Math.Sin(5)],
            [.. Lecture().Steps.Select(step => step.Value.Item())], 1e-15, "values");
        Assert.Equal("v6", Lecture().Output!.Name);
    }

    [Fact]
    public void The_forward_derivative_trace_is_the_lectures()
    {
        Assert.Equal([1, 0, 0.5, 5, 0, 5.5, 5.5], Lecture().Tangents("x1").Select(tangent => tangent?.Item() ?? 0));
        Expect.Close([0, 1, 0, 2, Math.Cos(5), 2, 2 - Math.Cos(5)],
            [.. Lecture().Tangents("x2").Select(tangent => tangent?.Item() ?? 0)], 1e-15, "tangents");
    }

    [Fact]
    public void The_reverse_adjoint_trace_sums_what_each_use_contributes()
    {
        var steps = Lecture().Steps;
        Expect.Close([5.5, 2 - Math.Cos(5), 1, 1, -1, 1, 1], [.. steps.Select(step => step.Adjoint.Item())], 1e-15, "adjoints");
        Assert.Equal(["v4", "v3"], steps[1].Contributions.Select(part => part.Consumer.Name));
        Expect.Close([-Math.Cos(5), 2], [.. steps[1].Contributions.Select(part => part.Product.Item())], 1e-15, "contributions of v1");
        Assert.Empty(steps[6].Contributions);
    }

    [Fact]
    public void Each_contribution_is_the_local_derivative_times_the_consumers_adjoint()
    {
        foreach (var part in Lecture().Steps.SelectMany(step => step.Contributions))
        {
            Assert.Equal(part.Local.Value!.Item() * part.Consumer.Adjoint.Item(), part.Product.Item(), 1e-15);
        }
    }

    [Fact]
    public void A_variable_without_use_has_no_tangent_beyond_itself_and_no_adjoint()
    {
        var trace = Trace.Of(x => x[0].Square(), ("x", 3), ("unused", 4));
        Assert.Equal(6, trace.Adjoint("x").Item());
        Assert.Equal(0, trace.Adjoint("unused").Item());
        Assert.Equal(0, trace.Tangent("unused").Item());
        Assert.Equal(["v0 = x", "v1 = unused", "v2 = v0^2"], trace.Steps.Select(step => $"{step.Name} = {step.Expression}"));
    }

    [Fact]
    public void A_constant_has_derivatives_of_zero()
    {
        var trace = Trace.Of(_ => Tensor.Scalar(3, DType.Float64), ("x", 2));
        Assert.Null(trace.Output);
        Assert.Equal([3, 0, 0], [trace.Value.Item(), trace.Adjoint("x").Item(), trace.Tangent("x").Item()]);
        Assert.Contains("dy/dx = dy/dv0 = 0", Squeezed(trace.ToString()), StringComparison.Ordinal);
    }

    [Fact]
    public void The_identity_has_a_derivative_of_one()
    {
        var trace = Trace.Of(x => x[1], ("a", 2), ("b", 7));
        Assert.Equal("v1", trace.Output!.Name);
        Assert.Equal([7, 0, 1, 1], [trace.Value.Item(), trace.Adjoint("a").Item(), trace.Adjoint("b").Item(), trace.Tangent("b").Item()]);
    }

    [Fact]
    public void A_step_used_twice_by_one_operation_contributes_twice()
    {
        var trace = Trace.Of(x => x[0] * x[0], ("x", 3));
        Assert.Equal([3, 3], trace.Steps[0].Contributions.Select(part => part.Product.Item()));
        Assert.Equal(6, trace.Adjoint("x").Item());
        Assert.Contains("(dv1/dv0)*dv0/dx = 6*1 = 6", Squeezed(trace.ToString()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_constant_stands_in_its_formula()
    {
        var trace = Trace.Of(x => (2 / x[0] - 0.1) * -3, ("x", 4));
        Assert.Equal(["x", "2/v0", "v1 - 0.1", "v2*(-3)"], trace.Steps.Select(step => step.Expression));
        Assert.Equal("2/4", trace.Steps[1].NumericExpression);
    }

    [Fact]
    public void A_variable_that_the_function_captures_is_a_step_too()
    {
        var weight = Tensor.Scalar(3, DType.Float64);
        weight.RequiresGrad = true;
        var trace = Trace.Of(x => x[0] * weight, ("x", 2));
        Assert.Equal(["x", "w1", "v0*v1"], trace.Steps.Select(step => step.Expression));
        Assert.Equal(2, trace.Steps[1].Adjoint.Item());
        Assert.Null(weight.Grad);
    }

    [Fact]
    public void Recording_that_is_off_is_on_for_the_trace()
    {
        using var noGrad = NoGrad.Begin();
        Assert.Equal(6, Trace.Of(x => x[0].Square(), ("x", 3)).Adjoint("x").Item());
    }

    [Fact]
    public void Elementary_granularity_shows_the_parts_and_the_same_derivative()
    {
        var whole = Trace.Of(x => x[0].Sigmoid(), ("x", 1));
        using var elementary = ElementaryGranularity.Begin();
        var parts = Trace.Of(x => x[0].Sigmoid(), ("x", 1));
        Assert.Equal(["x", "sigmoid(v0)"], whole.Steps.Select(step => step.Expression));
        Assert.Equal(["x", "-v0", "exp(v1)", "v2 + 1", "1/v3"], parts.Steps.Select(step => step.Expression));
        Assert.Equal(whole.Adjoint("x").Item(), parts.Adjoint("x").Item(), 1e-15);
    }

    [Fact]
    public void Tensors_of_any_shape_are_traced()
    {
        var weight = Tensor.From(new double[,] { { 1, 2, 3 }, { 4, 5, 6 } });
        var input = Tensor.From<double>([1, -1, 0.5]);
        var trace = Trace.Of(x => x[0].Matmul(x[1]).Tanh().Sum(), ["W", "x"], [weight, input]);
        var y = weight.Matmul(input).Tanh().ToArray<double>();
        Assert.Equal(["W", "x", "matmul(v0, v1)", "tanh(v2)", "sum(v3)"], trace.Steps.Select(step => step.Expression));
        Assert.Equal([JacobianKind.Full, JacobianKind.Full], trace.Steps[2].LocalDerivatives.Select(local => local.Kind));
        var slope = trace.Steps[3].LocalDerivatives.Single();
        Assert.Equal(JacobianKind.Diagonal, slope.Kind);
        Expect.Close([1 - y[0] * y[0], 1 - y[1] * y[1]], slope.Value!.ToArray<double>(), 1e-12, "slope of tanh");
        Assert.Equal([2, 3], trace.Adjoint("W").Shape);
        Expect.Close(weight.T.Matmul(slope.Value).ToArray<double>(), trace.Adjoint("x").ToArray<double>(), 1e-12, "dy/dx");
        Assert.Contains("v2 = matmul(v0, v1)", trace.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_that_meets_a_vector_has_a_column_for_a_jacobian()
    {
        var trace = Trace.Of(x => x[0] * x[1], ["a", "x"], [Tensor.Scalar(2, DType.Float64), Tensor.From<double>([3, 4])]);
        var local = trace.Steps[2].LocalDerivatives[0];
        Assert.Equal(JacobianKind.Column, local.Kind);
        Assert.Equal([3, 4], local.Value!.ToArray<double>());
        Assert.Equal(7, trace.Adjoint("a").Item());
    }

    [Fact]
    public void A_chain_of_a_hundred_thousand_steps_is_traced_and_its_table_shortened()
    {
        var trace = Trace.Of(x =>
        {
            var y = x[0];
            for (var i = 0; i < 100_000; i++) y = y.Neg();
            return y;
        }, ("x", 2));
        Assert.Equal(100_001, trace.Steps.Count);
        Assert.Equal(100_000, trace.Output!.Level);
        Assert.Equal([1, 1], [trace.Adjoint("x").Item(), trace.Tangent("x").Item()]);
        Assert.Contains("... 99,921 more steps are left out ...", trace.ToString(), StringComparison.Ordinal);
        Assert.True(trace.ToString().Length < 20_000);
    }

    [Fact]
    public void Names_and_values_that_do_not_fit_are_refused()
    {
        var one = Tensor.Scalar(1, DType.Float64);
        Assert.Contains("2 names were given for 1 values", Message(() => Trace.Of(x => x[0], ["a", "b"], [one])));
        Assert.Contains("'a' is given twice", Message(() => Trace.Of(x => x[0], ["a", "a"], [one, one])));
        Assert.Contains("no variable 'b'; it has a", Message(() => Trace.Of(x => x[0], ["a"], [one]).Tangents("b")));
        Assert.Contains("'n' is int64[]", Message(() => Trace.Of(x => x[0], ["n"], [Tensor.Scalar(1, DType.Int64)])));
    }

    [Fact]
    public void A_result_recorded_before_is_refused()
    {
        var x = Tensor.Scalar(1, DType.Float64);
        x.RequiresGrad = true;
        var before = x.Sin().Cos();
        var error = Assert.Throws<GradientException>(() => Trace.Of(a => a[0] * before, ("a", 2)));
        Assert.Contains("recorded before the trace began", error.Message);
    }

    private static string Message(Func<object> action) => Assert.ThrowsAny<ArgumentException>(action).Message;

    private static string Squeezed(string text) => string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
