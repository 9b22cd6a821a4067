using System.Xml.Linq;
using Adjoint.Graphs.Drawing;

namespace Adjoint.Core.Tests.Graphs.Drawing;

public sealed class ChartTests
{
    [Fact]
    public void A_scale_has_round_marks_around_the_values()
    {
        var axis = ChartAxis.Over([0.13, 0.94]);
        Assert.Equal((0, 1), (axis.Low, axis.High));
        Assert.Equal(["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"], axis.Ticks.Select(axis.Label));
        Assert.Equal([0, 0.25, 1], new[] { 0, 0.25, 1 }.Select(axis.Fraction));
    }

    [Theory]
    [InlineData(-3, -3)]
    [InlineData(0, 0)]
    [InlineData(1e-30, 2e-30)]
    [InlineData(-1e308, 1e308)]
    [InlineData(1e15, 1e15)]
    public void A_scale_holds_values_of_any_size(double least, double greatest)
    {
        var axis = ChartAxis.Over([least, greatest, double.NaN, double.PositiveInfinity]);
        Assert.True(axis.High > axis.Low);
        Assert.InRange(axis.Ticks.Count, 1, 20);
    }

    [Fact]
    public void A_logarithmic_scale_has_powers_of_ten_and_leaves_zero_out()
    {
        var axis = ChartAxis.Over([0, -1, 0.02, 30], isLogarithmic: true);
        Assert.Equal(["1e-2", "1e-1", "1e0", "1e1", "1e2"], axis.Ticks.Select(axis.Label));
        Assert.Equal(0.5, axis.Fraction(1), 12);
        Assert.False(axis.CanShow(0));
    }

    [Fact]
    public void Ends_that_do_not_rise_are_refused()
    {
        Assert.Throws<ArgumentException>(() => ChartAxis.Between(1, 1));
        Assert.Throws<ArgumentException>(() => ChartAxis.Between(double.NaN, 1));
        Assert.Throws<ArgumentException>(() => ChartAxis.Between(double.MinValue, double.MaxValue));
    }

    [Fact]
    public void A_line_breaks_where_a_point_is_not_finite()
    {
        ChartPoint[] points = [new(0, 1), new(1, 2), new(2, double.NaN), new(3, 2), new(4, 1)];
        var svg = XDocument.Parse(new LineChart { Title = "a<b", Series = [new("s", points) { HasMarkers = true }] }.ToSvg());
        Assert.Equal(2, Count(svg, "polyline"));
        Assert.Equal(4, Count(svg, "circle"));
    }

    [Fact]
    public void A_legend_that_is_too_wide_gets_more_rows()
    {
        var one = new LineChart { Series = [new("a series", [])] };
        var many = one with { Series = [.. Enumerable.Repeat(one.Series[0], 20)] };
        Assert.True(many.TotalHeight > one.TotalHeight);
        var xs = XDocument.Parse(many.ToSvg()).Descendants()
            .Where(element => element.Value == "a series" && element.Name.LocalName == "text").Select(text => (double)text.Attribute("x")!).ToList();
        Assert.Equal(20, xs.Count);
        Assert.All(xs, x => Assert.True(x + TextWidth.Of("a series") <= many.Width));
    }

    [Fact]
    public void Neighbouring_cells_of_one_colour_are_one_rectangle()
    {
        var values = new double[,] { { 1, 1, 2 }, { 0, double.NaN, 0 } };
        var svg = XDocument.Parse(new Heatmap { Values = values, IsCategorical = true }.ToSvg());
        // The paper, two runs in the first row and two cells in the second.
        Assert.Equal(5, Count(svg, "rect"));
    }

    [Fact]
    public void Row_0_of_a_function_lies_at_the_bottom()
    {
        var values = new double[,] { { 1 }, { 2 } };
        Assert.Equal(["0", "180"], Tops(new Heatmap { Values = values, IsCategorical = true }));
        Assert.Equal(["180", "0"], Tops(new Heatmap { Values = values, IsCategorical = true, YAxis = ChartAxis.Between(0, 1) }));
    }

    [Fact]
    public void Colours_of_both_signs_have_white_at_zero()
    {
        var colours = ColourScale.Over([-1, 3]);
        Assert.Equal((-3, 3, "#f7f7f7"), (colours.Low, colours.High, colours.Of(0)));
        Assert.Equal(colours.Of(3), colours.Of(100));
    }

    [Fact]
    public void A_coordinate_that_is_not_finite_is_an_error()
    {
        var error = Assert.Throws<ArgumentException>(() => SvgElement.Circle(double.NaN, 0, 1));
        Assert.Contains("finite", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_are_short_and_have_a_point() =>
        Assert.Equal(["0", "0", "1.5", "-2.35", "1000000"], new[] { 0, -0.001, 1.5, -2.345678, 1e6 }.Select(SvgText.Number));

    [Fact]
    public void A_text_that_is_too_wide_ends_in_an_ellipsis()
    {
        Assert.Equal("short", TextWidth.Fit("short", 100));
        var fitted = TextWidth.Fit("a rather long text", 60);
        Assert.EndsWith("…", fitted, StringComparison.Ordinal);
        Assert.True(TextWidth.Of(fitted) <= 60);
    }

    private static int Count(XDocument svg, string name) => svg.Descendants().Count(element => element.Name.LocalName == name);

    private static string[] Tops(Heatmap map) => [.. XDocument.Parse(map.ToSvg()).Descendants()
        .Where(element => element.Name.LocalName == "rect" && element.Attribute("fill") is not null)
        .Select(rect => rect.Attribute("y")!.Value)];
}
