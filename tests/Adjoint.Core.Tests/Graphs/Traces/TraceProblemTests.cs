using Adjoint.Graphs;

namespace Adjoint.Core.Tests.Graphs.Traces;

public sealed class TraceProblemTests
{
    public static TheoryData<string, Func<Tensor, Tensor>, double> OutsideTheDomain => new()
    {
        { "value is NaN from v1 = ln(v0) on: ln of a negative number, v0 = -2", x => x.Log() * 2, -2 },
        { "value is -Inf from v1 = ln(v0) on: ln of 0, v0 = 0", x => x.Log() * 2, 0 },
        { "value is NaN from v1 = log2(v0) on: log2 of a negative number, v0 = -1", x => x.Log2(), -1 },
        { "value is NaN from v1 = sqrt(v0) on: the square root of a negative number, v0 = -4", x => x.Sqrt(), -4 },
        { "value is NaN from v1 = rsqrt(v0) on: the square root of a negative number, v0 = -4", x => x.Rsqrt(), -4 },
        { "value is Inf from v2 = 1/v1 on: division by 0, v1 = 0", x => 1 / (x - 3), 3 },
        { "value is Inf from v1 = 1/v0 on: division by 0, v0 = 0", x => x.Reciprocal(), 0 },
        { "value is NaN from v1 = v0^0.5 on: a negative number to a power that is not whole, v0 = -1", x => x.Pow(0.5), -1 },
        { "value is Inf from v1 = v0^(-1) on: 0 to a negative power, v0 = 0", x => x.Pow(-1), 0 },
        { "value is NaN from v1 = v0^v0 on: a negative number to a power that is not whole, v0 = -0.5", x => x.Pow(x), -0.5 },
        { "value is NaN from v1 = asin(v0) on: asin of a number outside -1..1, v0 = 2", x => x.Asin(), 2 },
        { "value is NaN from v1 = acosh(v0) on: acosh of a number below 1, v0 = 0.5", x => x.Acosh(), 0.5 },
        { "value is Inf from v1 = atanh(v0) on: atanh of a number not between -1 and 1, v0 = 1", x => x.Atanh(), 1 },
        { "value is Inf from v1 = exp(v0) on: beyond the largest float64, v0 = 1000", x => x.Exp().Sin(), 1000 },
        { "derivative dv1/dv0 is Inf at v1 = sqrt(v0): v0 = 0", x => x.Sqrt() * 3, 0 },
    };

    [Theory]
    [MemberData(nameof(OutsideTheDomain))]
    public void The_trace_says_where_a_number_stopped_being_finite(string text, Func<Tensor, Tensor> f, double x)
    {
        var trace = Trace.Of(values => f(values[0]), ("x", x));
        Assert.Equal(text, trace.Problem?.Text);
        Assert.Contains(text, trace.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_follows_from_a_number_that_is_not_finite_is_not_the_beginning()
    {
        var trace = Trace.Of(x => (x[0].Log() * 2).Sqrt() + x[0].Asin(), ("x", -2));
        Assert.Equal("v1", trace.Problem!.Step.Name);
        Assert.Equal(double.NaN, trace.Problem.Found);
        Assert.Null(trace.Problem.By);
    }

    [Fact]
    public void A_variable_that_is_not_finite_is_the_beginning_itself()
    {
        Assert.Equal("value is NaN from v0 = x on", Trace.Of(x => x[0].Sin(), ("x", double.NaN)).Problem!.Text);
    }

    [Fact]
    public void Of_a_tensor_the_element_is_told()
    {
        var trace = Trace.Of(x => x[0].Log().Sum(), ["x"], [Tensor.From<double>([1, 2, -3, 4])]);
        Assert.Equal("value is NaN from v1 = ln(v0) on: ln of a negative number, v0 = -3", trace.Problem!.Text);
    }

    [Fact]
    public void Where_all_is_finite_there_is_no_problem()
    {
        Assert.Null(Trace.Of(x => x[0].Log(), ("x", 2)).Problem);
    }
}
