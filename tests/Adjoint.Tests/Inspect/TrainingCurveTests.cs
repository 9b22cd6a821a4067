using System.Xml.Linq;
using Adjoint.Inspect;
using Adjoint.Training;

namespace Adjoint.Tests.Inspect;

public sealed class TrainingCurveTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(100)]
    public void The_picture_is_valid_XML_with_a_point_an_epoch_and_line(int count)
    {
        var points = Svg(Epochs(count, i => 1.0 / (i + 1))).Descendants().Count(element => element.Name.LocalName == "circle");
        Assert.Equal(4 * count, points);
    }

    [Fact]
    public void A_title_may_hold_what_XML_marks_up() =>
        Assert.Contains("a<b>&\"c", XDocument.Parse(TrainingCurve.ToSvg("a<b>&\"c", [])).Descendants().Select(element => element.Value));

    [Fact]
    public void Loss_and_each_metric_of_the_task_have_a_panel()
    {
        var score = new Score(1, 10, new MetricValue("rmse", 1), new MetricValue("mae", 0.5), new MetricValue("r2", 0.1));
        var svg = Svg([new EpochMetrics(1, score, null, 1, 10)]);
        var texts = svg.Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value).ToList();
        Assert.Superset(new HashSet<string> { "loss", "rmse", "mae", "r2" }, texts.ToHashSet());
        Assert.DoesNotContain("accuracy", texts);
    }

    [Fact]
    public void Numbers_that_are_not_finite_are_left_out()
    {
        var svg = Svg(Epochs(3, i => i == 1 ? double.NaN : i == 2 ? double.PositiveInfinity : 0.5));
        Assert.Equal(4, svg.Descendants().Count(element => element.Name.LocalName == "circle"));
        Assert.DoesNotContain("NaN", svg.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_of_any_size_stay_inside_the_picture()
    {
        var svg = Svg(Epochs(4, i => Math.Pow(10, 20 * i)));
        foreach (var circle in svg.Descendants().Where(element => element.Name.LocalName == "circle"))
        {
            Assert.InRange((double)circle.Attribute("cx")!, 0, 360);
            Assert.InRange((double)circle.Attribute("cy")!, 0, 240);
        }
    }

    private static XDocument Svg(IReadOnlyList<EpochMetrics> epochs) => XDocument.Parse(TrainingCurve.ToSvg("run", epochs));

    private static EpochMetrics[] Epochs(int count, Func<int, double> loss) => [.. Enumerable.Range(0, count)
        .Select(i => new EpochMetrics(i + 1, Score(loss(i)), Score(loss(i)), 1, 10))];

    private static Score Score(double value) => new(value, 10, new MetricValue("acc", value));
}
