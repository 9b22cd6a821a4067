using Adjoint.Inspect;
using Adjoint.Models;
using Adjoint.Nn;

namespace Adjoint.Tests.Inspect.Images;

public sealed class GradCamTests
{
    private static readonly Tensor s_image = Tensor.From<float>([1, -2, 3, 4], [1, 2, 2]);

    // The scores are 3 m0 + m1 and m1 - m0 of the means of A0 = x and A1 = -x over four places, so the weights are the coefficients / 4.
    [Theory]
    [InlineData(0, new[] { 0.75f, 0.25f }, new[] { 0.5f, 0, 1.5f, 2 })]
    [InlineData(1, new[] { -0.25f, 0.25f }, new[] { 0f, 1, 0, 0 })]
    public void The_map_is_the_positive_part_of_the_weighted_maps(int target, float[] weights, float[] map)
    {
        var found = GradCam.Of(SmallNetworks.TwoMaps(), s_image, "conv", target);
        Assert.Equal("conv", found.Layer);
        Assert.Equal(weights, found.Weights.ToArray<float>());
        Assert.Equal([2, 2], found.Map.Shape);
        Assert.Equal(map, found.Map.ToArray<float>());
    }

    [Fact]
    public void Without_a_layer_it_takes_the_last_maps()
    {
        var network = new Sequential { { "first", new ReLU() }, { "rest", SmallNetworks.TwoMaps() } };
        Assert.Equal("rest.conv", GradCam.Of(network, s_image).Layer);
    }

    [Fact]
    public void The_map_is_brought_to_the_size_of_the_image_between_its_values()
    {
        var large = GradCam.Of(SmallNetworks.TwoMaps(), s_image, "conv", 0).At(4, 4);
        // Rows 0.5 0 and 1.5 2 as areas: the corners keep their values, and between 0.5 and 1.5 lie 0.75 and 1.25.
        Assert.Equal([0.5f, 0.75f, 1.25f, 1.5f], large[.., 0].ToArray<float>());
    }

    [Fact]
    public void Layers_that_are_not_there_or_have_no_maps_are_told()
    {
        var network = SmallNetworks.TwoMaps();
        var unknown = Assert.Throws<UnknownNameException>(() => GradCam.Of(network, s_image, "comv"));
        Assert.Contains("Did you mean 'conv'?", unknown.Message);
        var flat = Assert.Throws<ArgumentException>(() => GradCam.Of(network, s_image, "flat"));
        Assert.Contains("layer 'flat' puts out [1, 2], which are no maps", flat.Message);
        Assert.Contains("Layers with maps: conv.", flat.Message);
        var none = Assert.Throws<ArgumentException>(() => GradCam.Of(new SoftmaxRegression(4, 2), s_image));
        Assert.Contains("no convolution", none.Message);
    }

    [Fact]
    public void Of_many_layers_the_nearest_are_listed()
    {
        var network = new Sequential();
        for (var i = 0; i < 40; i++) network.Add($"layer{i}", new ReLU());
        network.Add("scores", SmallNetworks.TwoMaps());
        var message = Assert.Throws<UnknownNameException>(() => GradCam.Of(network, s_image, "layer39x")).Message;
        Assert.Contains("Did you mean 'layer39'?", message);
        Assert.Contains("the nearest of 45 layers", message);
        Assert.DoesNotContain("scores.scores", message);
    }
}
