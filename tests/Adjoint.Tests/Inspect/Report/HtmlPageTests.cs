namespace Adjoint.Inspect.Tests;

public sealed class HtmlPageTests
{
    [Fact]
    public void Text_is_escaped_wherever_it_stands()
    {
        const string evil = "<script>alert(\"&\")</script>\u0001";
        var page = new HtmlPage(evil).Heading(evil).Paragraph(evil).List([evil]).Tiles([(evil, evil)]).Text(evil)
            .Table([new(evil)], [[evil]]).ToString();
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain('\u0001', page);
        Assert.Equal(10, page.Split("&lt;script&gt;alert(&quot;&amp;&quot;)").Length - 1);
    }

    [Fact]
    public void Numbers_keep_the_digits_that_count()
    {
        Assert.Equal(["0", "0.12346", "12.346", "-1234.6", "123,457", "1.235e12", "1.235e-7", "not a number"],
            new[] { 0, 0.123456, 12.3456, -1234.56, 123456.7, 1.23456e12, 1.23456e-7, double.NaN }.Select(ReportText.Number));
    }
}
