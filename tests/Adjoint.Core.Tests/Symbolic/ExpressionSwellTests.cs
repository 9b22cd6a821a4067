using System.Xml.Linq;
using Adjoint.Symbolic;

namespace Adjoint.Core.Tests.Symbolic;

public sealed class ExpressionSwellTests
{
    [Fact]
    public void Written_out_the_derivative_doubles_while_the_recorded_graph_grows_by_the_same_step()
    {
        foreach (var swell in new[] { ExpressionSwell.OfLogisticMap(20), ExpressionSwell.OfNestedProducts(20) })
        {
            var rows = swell.Rows;
            Assert.Equal(20, rows.Count);
            for (var i = 5; i < rows.Count; i++)
            {
                Assert.True(rows[i].DerivativeSize >= 2 * rows[i - 1].DerivativeSize);
                Assert.True(rows[i].SimplifiedSize > rows[i].FunctionSize);
                Assert.Equal(rows[5].RecordedNodes - rows[4].RecordedNodes, rows[i].RecordedNodes - rows[i - 1].RecordedNodes);
                Assert.Equal(rows[5].DistinctParts - rows[4].DistinctParts, rows[i].DistinctParts - rows[i - 1].DistinctParts);
            }
        }
    }

    [Fact]
    public void The_second_level_is_as_counted_by_hand()
    {
        // 4 x (1 - x) has seven parts: 4*x, its two leaves, 1 - x, its two leaves, and the product.
        var row = ExpressionSwell.OfLogisticMap(2).Rows[1];
        Assert.Equal(7, row.FunctionSize);
        // Its derivative is 4 - 8 x: 4, 8, x, 8*x and the difference.
        Assert.Equal(5, row.SimplifiedSize);
    }

    [Fact]
    public void A_hundred_levels_take_no_time_and_no_memory_though_the_sizes_are_astronomical()
    {
        var last = ExpressionSwell.OfNestedProducts(100).Rows[^1];
        Assert.True(last.DerivativeSize > System.Numerics.BigInteger.Pow(2, 100));
        Assert.True(last.RecordedNodes < 1000);
    }

    [Fact]
    public void What_grows_too_large_is_cut_and_says_so()
    {
        var swell = ExpressionSwell.Measure(Formula.Variable("x"), f =>
        {
            for (var i = 0; i < ExpressionSwell.LargestDerivative / 2; i++) f = Formula.Of(SinOperation.Instance, f);
            return f;
        }, 5);
        Assert.True(swell.IsCut);
        Assert.Single(swell.Rows);
        Assert.Contains("cut:", swell.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_and_the_chart_show_every_level()
    {
        var swell = ExpressionSwell.OfLogisticMap(6);
        Assert.Equal(7, swell.ToString().TrimEnd('\n').Split('\n').Length);
        Assert.Equal("svg", XElement.Parse(swell.ToSvg()).Name.LocalName);
    }

    [Fact]
    public void A_function_of_two_variables_is_refused() =>
        Assert.Throws<FormulaException>(() => ExpressionSwell.Measure(Formula.Parse("x*y"), f => f, 3));
}
