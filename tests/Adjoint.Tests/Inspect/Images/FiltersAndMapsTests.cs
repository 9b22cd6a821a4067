using Adjoint.Inspect;
using Adjoint.Models;
using Adjoint.Nn;

namespace Adjoint.Tests.Inspect.Images;

public sealed class FiltersAndMapsTests
{
    private static readonly Tensor s_image = Tensor.From<float>([1, -2, 3, 4], [1, 2, 2]);

    [Fact]
    public void The_filters_are_those_of_the_first_convolution_unless_told_otherwise()
    {
        var model = new LeNet5(generator: new Generator(1));
        var filters = ConvolutionFilters.Of(model);
        Assert.Equal("conv1", filters.Layer);
        Assert.Equal([6, 1, 5, 5], filters.Weight.Shape);
        Assert.Equal(6, filters.ToGrid().Cells.Count);
        var second = ConvolutionFilters.Of(model, "conv2");
        Assert.Equal([16, 6, 5, 5], second.Weight.Shape);
        // 64 pictures hold ten whole kernels of six channels.
        Assert.Equal(60, second.ToGrid().Cells.Count);
        Assert.Equal("Filters of conv2, 5 x 5: 10 of 16", second.ToGrid().Title);
    }

    [Fact]
    public void Networks_and_layers_without_filters_are_told()
    {
        Assert.Contains("no convolution", Assert.Throws<ArgumentException>(() => ConvolutionFilters.Of(new SoftmaxRegression(4, 2))).Message);
        var model = new LeNet5();
        Assert.Contains("Did you mean 'conv1'", Assert.Throws<UnknownNameException>(() => ConvolutionFilters.Of(model, "conf1")).Message);
        Assert.Contains("Layers that have: conv1, conv2",
            Assert.Throws<ArgumentException>(() => ConvolutionFilters.Of(model, "fc1")).Message);
    }

    [Fact]
    public void Feature_maps_are_what_the_module_puts_out()
    {
        var maps = FeatureMaps.Of(SmallNetworks.TwoMaps(), s_image);
        Assert.Equal("conv", maps.Layer);
        Assert.Equal([1, -2, 3, 4, -1, 2, -3, -4], maps.Maps.ToArray<float>());
        Assert.Equal(["channel 0", "channel 1"], maps.ToGrid().Cells.Select(cell => cell.Caption));
        Assert.Equal(["conv"], FeatureMaps.Layers(SmallNetworks.TwoMaps(), s_image));
    }

    [Fact]
    public void Dropout_does_not_disturb_what_is_looked_at()
    {
        var network = new Sequential { { "drop", new Dropout(0.9) }, { "rest", SmallNetworks.TwoMaps() } };
        Assert.Equal(s_image.ToArray<float>(), FeatureMaps.Of(network, s_image, "drop").Maps.ToArray<float>());
    }

    [Fact]
    public void Templates_are_the_rows_of_a_linear_model()
    {
        var model = new SoftmaxRegression(3 * 4 * 5, 7, new Generator(1));
        var templates = ClassTemplates.Of(model, [3, 4, 5]);
        Assert.Equal([7, 3, 4, 5], templates.Weight.Shape);
        Assert.Equal(model.Parameters()[0].Value.Detach().ToArray<float>(), templates.Weight.ToArray<float>());
        Assert.Equal(["a", "b", "class 2"], templates.ToGrid(["a", "b"]).Cells.Take(3).Select(cell => cell.Caption));
    }

    [Fact]
    public void Other_models_have_no_templates()
    {
        Assert.Null(ClassTemplates.OfOrNull(new LeNet5(), [1, 28, 28]));
        Assert.Null(ClassTemplates.OfOrNull(new SoftmaxRegression(60, 7), [60]));
        Assert.Null(ClassTemplates.OfOrNull(new SoftmaxRegression(60, 7), [3, 4, 4]));
        Assert.Throws<ArgumentException>(() => ClassTemplates.Of(new LeNet5(), [1, 28, 28]));
    }
}
