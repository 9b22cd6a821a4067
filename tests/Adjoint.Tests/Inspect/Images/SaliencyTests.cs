using Adjoint.Inspect;
using Adjoint.Models;

namespace Adjoint.Tests.Inspect.Images;

public sealed class SaliencyTests
{
    private static readonly Tensor s_image = Tensor.Rand([2, 3, 4], new Generator(1));

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void That_of_a_linear_model_is_the_weights_of_the_class(int target)
    {
        var model = new SoftmaxRegression(24, 5, new Generator(2));
        var weights = model.Parameters()[0].Value.Detach()[target].ToArray<float>();
        Assert.Equal(weights, Saliency.Of(model, s_image, target).Gradient.ToArray<float>());
        var smooth = Saliency.Smooth(model, s_image, target, samples: 11).Gradient;
        Assert.Equal([2, 3, 4], smooth.Shape);
        Near.Equal([.. weights.Select(weight => (double)weight)], smooth.To(DType.Float64).ToArray<double>(), 1e-6);
    }

    [Fact]
    public void Without_a_class_it_is_that_of_the_highest_score()
    {
        var model = SmallNetworks.TwoMaps();
        Assert.Equal(0, Saliency.Of(model, Tensor.Full([1, 2, 2], 2)).Class);
        Assert.Equal(1, Saliency.Of(model, Tensor.Full([1, 2, 2], -2)).Class);
        Assert.Equal(1, Saliency.Smooth(model, Tensor.Full([1, 2, 2], -2)).Class);
    }

    [Fact]
    public void A_single_score_speaks_for_the_second_of_two_classes()
    {
        var model = new SoftmaxRegression(24, 1, new Generator(2));
        var weights = model.Parameters()[0].Value.Detach().ToArray<float>();
        Assert.Equal(weights, Saliency.Of(model, s_image, 1).Gradient.ToArray<float>());
        Assert.Equal(weights.Select(weight => -weight), Saliency.Of(model, s_image, 0).Gradient.ToArray<float>());
    }

    [Fact]
    public void The_map_is_the_largest_size_over_the_channels()
    {
        var gradient = Tensor.From<float>([1, -2, -3, 0.5f], [2, 1, 2]);
        Assert.Equal([3, 2], new Saliency(0, gradient).Map.ToArray<float>());
    }

    [Fact]
    public void Smoothing_averages_the_kink_of_a_rectifier()
    {
        // The score is max(0, x - 0.5) at 0.4: no gradient there, but with noise of 0.15 (x spans 0 to 1) some copies lie above.
        var model = new Adjoint.Nn.Lambda(x => (x.Reshape([x.Shape[0], 2])[.., ..1] - 0.5).Relu());
        var image = Tensor.From<float>([0.4f, 1.4f], [1, 1, 2]);
        Assert.Equal(0, Saliency.Of(model, image, 1).Gradient[0, 0, 0].Item());
        // P(0.4 + 0.15 z > 0.5) = 1 - Phi(2/3) = 0.2525; four standard deviations of the mean of 2000 are 0.039.
        Assert.InRange(Saliency.Smooth(model, image, 1, samples: 2000).Gradient[0, 0, 0].Item(), 0.2525 - 0.039, 0.2525 + 0.039);
    }

    [Fact]
    public void The_network_keeps_its_mode_and_its_gradients()
    {
        var model = SmallNetworks.TwoMaps();
        Saliency.Of(model, Tensor.Full([1, 2, 2], 2));
        Assert.True(model.IsTraining);
        Assert.All(model.Parameters(), parameter => Assert.Null(parameter.Grad));
    }

    [Fact]
    public void What_cannot_be_looked_at_is_told()
    {
        var model = new SoftmaxRegression(24, 5, new Generator(2));
        Assert.Contains("there is no class 5: the network tells 5 classes, 0 to 4",
            Assert.Throws<ArgumentOutOfRangeException>(() => Saliency.Of(model, s_image, 5)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Saliency.Of(model, s_image, -1));
        Assert.Contains("[channels, height, width]", Assert.Throws<ShapeException>(() => Saliency.Of(model, s_image[0])).Message);
        Assert.Contains("a score a class",
            Assert.Throws<ShapeException>(() => Saliency.Of(new Adjoint.Nn.ReLU(), s_image)).Message);
        using var noGrad = NoGrad.Begin();
        Assert.Contains("NoGrad", Assert.Throws<InvalidOperationException>(() => Saliency.Of(model, s_image)).Message);
    }
}
