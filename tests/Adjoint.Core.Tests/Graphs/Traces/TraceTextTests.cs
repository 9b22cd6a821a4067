using System.Text.Json;
using System.Xml.Linq;
using Adjoint.Graphs;

namespace Adjoint.Core.Tests.Graphs.Traces;

public sealed class TraceTextTests
{
    [Fact]
    public void The_tables_are_the_lectures()
    {
        var trace = Trace.Of(x => x[0].Log() + x[0] * x[1] - x[1].Sin(), ["x1", "x2"],
            [Tensor.Scalar(2, DType.Float64), Tensor.Scalar(5, DType.Float64)], "ln(x1) + x1*x2 - sin(x2)");
        const string expected = """
            y = ln(x1) + x1*x2 - sin(x2)
              at x1 = 2, x2 = 5

            Forward evaluation trace
              v0 = x1                               = 2
              v1 = x2                               = 5
              v2 = ln(v0)  = ln(2)                  = 0.6931472
              v3 = v0*v1   = 2*5                    = 10
              v4 = sin(v1) = sin(5)                 = -0.9589243
              v5 = v2 + v3 = 0.6931472 + 10         = 10.69315
              v6 = v5 - v4 = 10.69315 - (-0.9589243) = 11.65207
              y = v6                                = 11.65207

            Forward derivative trace by x1
              dv0/dx1                                                     = 1
              dv1/dx1                                                     = 0
              dv2/dx1 = (dv2/dv0)*dv0/dx1                     = 0.5*1     = 0.5
              dv3/dx1 = (dv3/dv0)*dv0/dx1 + (dv3/dv1)*dv1/dx1 = 5*1 + 2*0 = 5
              dv4/dx1 = (dv4/dv1)*dv1/dx1                     = 0.2836622*0 = 0
            """;
        foreach (var line in expected.Split('\n').Select(Squeezed).Where(line => line.Length > 0))
        {
            Assert.Contains(line, trace.ToString().Split('\n').Select(Squeezed));
        }
        Assert.Contains("dy/dv1 = (dv4/dv1)*dy/dv4 + (dv3/dv1)*dy/dv3 = 0.2836622*(-1) + 2*1 = 1.716338", Squeezed(trace.ToAdjointText()),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Where_every_usual_name_is_taken_another_is_found()
    {
        var trace = Trace.Of(x => x[0] + x[1], [.. (string[])["y", "f", "g", "result", "v1", "u2", "s3", "w4"]],
            [.. Enumerable.Repeat(Tensor.Scalar(1, DType.Float64), 8)]);
        Assert.Equal(("result_", "w_0"), (trace.ResultName, trace.Steps[0].Name));
    }

    [Fact]
    public void A_captured_variable_has_a_name_of_its_own()
    {
        var captured = Tensor.Scalar(2, DType.Float64);
        captured.RequiresGrad = true;
        var trace = Trace.Of(x => x[0] * captured, ("w1", 3));
        Assert.Equal(["w1", "w2", "v0*v1"], trace.Steps.Select(step => step.Expression));
    }

    [Fact]
    public void The_signs_of_a_table_stand_below_one_another()
    {
        var trace = Trace.Of(x => x[0].Log() + x[0] * x[1], ("x", 2), ("z", 5));
        var lines = trace.ToEvaluationText().Split('\n').Where(line => line.StartsWith("  v", StringComparison.Ordinal));
        Assert.Single(lines.Select(line => line.LastIndexOf('=')).Distinct());
    }

    [Fact]
    public void No_line_is_wider_than_a_page_where_it_can_be_broken()
    {
        var trace = Trace.Of(
            x => Enumerable.Range(1, 30).Select(i => x[0] / i).Aggregate((sum, part) => sum + part * x[1]), ("x", 2), ("z", 5));
        Assert.All(trace.ToString().Split('\n'), line => Assert.InRange(line.Length, 0, 100));
    }

    [Fact]
    public void Many_variables_are_counted_after_the_first()
    {
        var names = Enumerable.Range(1, 40).Select(i => $"x{i}").ToArray();
        var trace = Trace.Of(x => x.Aggregate((sum, part) => sum + part), names, [.. names.Select(_ => Tensor.Scalar(1, DType.Float64))]);
        Assert.Contains("by 34 more variables are left out", trace.ToTangentText(), StringComparison.Ordinal);
        Assert.Equal(1, trace.Adjoint("x40").Item());
    }

    [Fact]
    public void Json_holds_every_number_in_full()
    {
        var root = Json(Trace.Of(x => x[0].Log() + x[0] * x[1] - x[1].Sin(), ("x1", 2), ("x2", 5)));
        var steps = root.GetProperty("steps").EnumerateArray().ToArray();
        Assert.Equal(["v0", "v1", "v2", "v3", "v4", "v5", "v6"], steps.Select(step => step.GetProperty("name").GetString()));
        Assert.Equal(Math.Sin(5), steps[4].GetProperty("value").GetDouble());
        Assert.Equal("v0*v1", steps[3].GetProperty("expression").GetString());
        Assert.Equal([5, 2], steps[3].GetProperty("local").EnumerateObject().Select(local => local.Value.GetDouble()));
        var tangents = steps[6].GetProperty("tangents").EnumerateObject();
        Assert.Equal([5.5, 2 - Math.Cos(5)], tangents.Select(tangent => tangent.Value.GetDouble()));
        var contributions = steps[1].GetProperty("contributions").EnumerateArray();
        Assert.Equal(["v4", "v3"], contributions.Select(part => part.GetProperty("from").GetString()));
        Assert.Equal(5.5, root.GetProperty("derivatives").GetProperty("x1").GetDouble());
        Assert.False(steps[0].TryGetProperty("nonfinite", out _));
    }

    [Fact]
    public void Json_says_which_numbers_are_not_finite()
    {
        var root = Json(Trace.Of(x => x[0].Log(), ("x", -1)));
        var step = root.GetProperty("steps")[1];
        Assert.Equal(JsonValueKind.Null, step.GetProperty("value").ValueKind);
        Assert.Equal("nan", step.GetProperty("nonfinite").GetString());
        Assert.StartsWith("value is NaN from v1", root.GetProperty("problem").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Json_of_tensors_gives_shape_and_elements()
    {
        var root = Json(Trace.Of(x => (x[0] * 2).Sum(), ["x"], [Tensor.From(new double[,] { { 1, 2 }, { 3, 4 } })]));
        var value = root.GetProperty("steps")[1].GetProperty("value");
        Assert.Equal([2, 2], value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32()));
        Assert.Equal([2, 4, 6, 8], value.GetProperty("values").EnumerateArray().Select(number => number.GetDouble()));
    }

    [Fact]
    public void Json_gives_the_sum_of_two_uses_as_the_local_derivative()
    {
        var step = Json(Trace.Of(x => x[0] * x[0], ("x", 3))).GetProperty("steps")[1];
        Assert.Equal(6, step.GetProperty("local").GetProperty("v0").GetDouble());
    }

    [Fact]
    public void The_picture_shows_values_adjoints_and_local_derivatives()
    {
        var svg = Trace.Of(x => x[0].Log() + x[0] * x[1] - x[1].Sin(), ("x1", 2), ("x2", 5)).ToSvg();
        var texts = XDocument.Parse(svg).Descendants().Where(element => element.Name.LocalName == "text").Select(text => text.Value);
        string[] expected = ["x1", "v0", "= 2", "dy/dv0 = 5.5", "v2 = ln(v0)", "= 0.6931472", "dv3/dv1 = 2", "v6 = v5 - v4", "dy/dv4 = -1"];
        Assert.Superset(expected.ToHashSet(), texts.ToHashSet());
        Assert.Contains("3", XDocument.Parse(Trace.Of(_ => Tensor.Scalar(3, DType.Float64), ("x", 1)).ToSvg()).Root!.Value,
            StringComparison.Ordinal);
    }

    private static JsonElement Json(Trace trace) => JsonDocument.Parse(trace.ToJson()).RootElement;

    private static string Squeezed(string text) =>
        string.Join(' ', text.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
