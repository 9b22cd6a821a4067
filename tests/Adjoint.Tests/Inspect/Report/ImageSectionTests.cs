using Adjoint.Data;
using Adjoint.Models;
using Adjoint.Nn;
using Adjoint.Training;

namespace Adjoint.Inspect.Tests;

public sealed class ImageSectionTests
{
    private static readonly DataSet s_digits = new PenDigits().Load(0, 40, seed: 1).Test;

    [Fact]
    public void A_convolutional_network_shows_filters_maps_and_what_it_looked_at()
    {
        var page = Page(new LeNet5(generator: new Generator(1)));
        Assert.All(["Filters of conv1, 5 x 5", "Feature maps of conv1, 28 x 28", "Feature maps of conv2, 10 x 10", "Right", "Wrong",
            "saliency", "Grad-CAM", "occlusion"], text => Assert.Contains(text, page, StringComparison.Ordinal));
        // Untrained, it takes most digits for one class; three of each kind are shown.
        Assert.Equal(3, page.Split(" taken for ").Length / 2);
    }

    [Fact]
    public void A_linear_model_shows_its_templates_and_no_maps()
    {
        var page = Page(new SoftmaxRegression(784, 10, new Generator(1)));
        Assert.Contains("Class templates", page, StringComparison.Ordinal);
        Assert.Contains("occlusion", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Filters", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Grad-CAM", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1e6, 6, 16, 196)]
    [InlineData(1e8, 6, 1, 27)]
    [InlineData(1.5e9, 2, 1, 0)]
    public void The_longer_the_network_takes_the_less_is_shown(double flops, int examples, int copies, int places)
    {
        var views = ExampleViews.Within(flops, 6, hasMaps: true);
        Assert.Equal((examples, copies, places), (views.Examples, views.NoisyCopies, views.OcclusionPlaces));
    }

    private static string Page(Module<Tensor, Tensor> network)
    {
        var page = new HtmlPage("a run");
        ImageSection.Add(page, network, TestOutcome.Measure(network, new Classification(), s_digits));
        return page.ToString();
    }
}
