using Adjoint.Graphs;
using Adjoint.Inspect;
using Adjoint.Models;
using Adjoint.Nn;

namespace Adjoint.Tests.Models.Convolutional;

public sealed class ConvolutionalModelTests
{
    public static TheoryData<string> ImageNetworks =>
        [.. ModelCatalogue.Entries.Where(entry => entry.LeastImageSize is not null).Select(entry => entry.Name)];

    [Theory]
    [MemberData(nameof(ImageNetworks))]
    public void Images_of_the_least_size_and_any_number_of_channels_get_a_score_a_class(string name)
    {
        var entry = ModelEntry.Find(name);
        var least = entry.LeastImageSize!.Value;
        Assert.True(entry.Takes([2, least, least + 5]));
        Assert.Equal([3, 7], Outline(name, [2, least, least + 5], 7).Forward(Tensor.Meta([3, 2, least, least + 5])).Shape);
    }

    [Theory]
    [MemberData(nameof(ImageNetworks))]
    public void Images_that_are_too_small_or_of_other_channels_are_errors_that_state_the_sizes(string name)
    {
        var entry = ModelEntry.Find(name);
        var least = entry.LeastImageSize!.Value;
        var network = Outline(name, entry.InputShape, 10);
        Assert.Contains("[1, 5, 64, 64]", Assert.Throws<ShapeException>(() => network.Forward(Tensor.Meta([1, 5, 64, 64]))).Message,
            StringComparison.Ordinal);
        if (least == 1) return;
        Assert.False(entry.Takes([3, least - 1, least]));
        var error = Assert.Throws<ShapeException>(() => network.Forward(Tensor.Meta([1, 3, least - 1, least])));
        Assert.Contains($"at least {least}x{least}", error.Message, StringComparison.Ordinal);
        Assert.Contains($"[1, 3, {least - 1}, {least}]", error.Message, StringComparison.Ordinal);
        Assert.Contains($"at least {least}x{least}", entry.TakenInputs, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(ImageNetworks))]
    public void All_parameters_take_part_in_the_outputs(string name)
    {
        var entry = ModelEntry.Find(name);
        var network = Outline(name, entry.InputShape, 10);
        var graph = ModelGraph.Of(network, Shape.Create([2, .. entry.InputShape]));
        Assert.Equal(network.NamedParameters().Select(parameter => parameter.Path).Append("input").Order(),
            graph.Nodes.Where(node => node.Kind == GraphNodeKind.Variable).Select(node => node.Name!).Order());
    }

    [Theory]
    [InlineData(AlexNetForm.OneTower, 61_100_840)]
    [InlineData(AlexNetForm.Wide, 62_378_344)]
    [InlineData(AlexNetForm.TwoTowers, 60_965_224)]
    public void The_forms_of_AlexNet_differ_in_widths_and_groups(AlexNetForm form, long count)
    {
        using var meta = MetaTensors.Begin();
        Assert.Equal(count, new AlexNet(form: form).ParameterCount);
    }

    [Fact]
    public void GoogLeNet_without_heads_has_6_6_million_parameters_less_the_heads()
    {
        using var meta = MetaTensors.Begin();
        var whole = new GoogLeNet();
        var bare = new GoogLeNet(hasAuxiliaryHeads: false);
        var heads = whole.NamedParameters().Where(entry => entry.Path.StartsWith("aux", StringComparison.Ordinal));
        Assert.Equal(6_624_904, bare.ParameterCount);
        Assert.Equal(whole.ParameterCount - bare.ParameterCount, heads.Sum(entry => (long)entry.Parameter.ElementCount));
        Assert.Empty(bare.ForwardWithAuxiliary(Tensor.Meta([2, 3, 32, 32])).Auxiliary);
    }

    [Fact]
    public void Kernels_of_residual_networks_keep_the_variance_of_gradients_and_normalisations_begin_as_the_identity()
    {
        var network = new ResNet([1, 1, 1, 1], 10, ResNetStem.Cifar, generator: new Generator(1));
        var parameters = network.NamedParameters().ToDictionary(entry => entry.Path, entry => entry.Parameter.Value);
        // Variance 2/fan-out, the fan-out of a 3x3 kernel to 512 channels being 9 * 512.
        Assert.Equal(Math.Sqrt(2.0 / (9 * 512)), parameters["layer4.0.conv2.weight"].Detach().Std().Item(), 2e-4);
        Assert.Equal(Math.Sqrt(2.0 / (9 * 64)), parameters["conv1.weight"].Detach().Std().Item(), 3e-3);
        Assert.All(parameters["bn1.weight"].ToArray<float>(), weight => Assert.Equal(1, weight));
        Assert.All(parameters["bn1.bias"].ToArray<float>(), bias => Assert.Equal(0, bias));
    }

    [Fact]
    public void The_shortcut_without_parameters_takes_every_other_pixel_and_adds_channels_of_zeros()
    {
        var input = Tensor.Arange(0, 2 * 3 * 5).Reshape(1, 2, 3, 5);
        var output = new ZeroPaddedShortcut(4, 2).Forward(input);
        Assert.Equal([1, 4, 2, 3], output.Shape);
        Assert.Equal([0, 2, 4, 10, 12, 14, 15, 17, 19, 25, 27, 29], output.Narrow(1, 0, 2).ToArray<float>());
        Assert.All(output.Narrow(1, 2, 2).ToArray<float>(), value => Assert.Equal(0, value));
        Assert.Throws<ShapeException>(() => new ZeroPaddedShortcut(1, 2).Forward(input));
    }

    [Fact]
    public void A_residual_network_has_four_stages()
    {
        Assert.Contains("ResNet-18", Assert.Throws<ArgumentException>(() => new ResNet([2, 2, 2])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new CifarResNet(blocks: 0));
    }

    private static Module<Tensor, Tensor> Outline(string name, IReadOnlyList<int> shape, int classes)
    {
        using var meta = MetaTensors.Begin();
        return ModelEntry.Find(name).Create(new ModelSettings(shape, classes), new Generator(1));
    }
}
