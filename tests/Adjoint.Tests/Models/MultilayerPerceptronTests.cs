using Adjoint.Models;
using Adjoint.Nn;

namespace Adjoint.Tests.Models;

public sealed class MultilayerPerceptronTests
{
    [Fact]
    public void The_network_of_widths_10_10_5_1_has_the_parameters_that_the_lecture_counts() =>
        Assert.Equal(110 + 55 + 6, new MultilayerPerceptron([10, 10, 5, 1]).ParameterCount);

    [Fact]
    public void Options_stand_between_the_layers_in_their_order()
    {
        var network = new MultilayerPerceptron([4, 3, 2], options: new()
        {
            Activation = () => new GELU(),
            Normalization = width => new PReLU(width),
            Dropout = 0.5,
        });
        string[] kinds = [.. network.Features.Select(module => module.GetType().Name)];
        Assert.Equal(["Flatten", "Linear", "PReLU", "GELU", "Dropout"], kinds);
    }

    [Fact]
    public void Initializers_are_those_asked_for()
    {
        var network = new MultilayerPerceptron([2, 3, 1],
            options: new() { WeightInitializer = new Ones(), BiasInitializer = new Constant(0.1) });
        Assert.Equal([3 * 2.1f + 0.1f], network.Forward(Tensor.Ones([1, 2])).ToArray<float>());
    }

    [Fact]
    public void Without_hidden_layers_it_is_linear_and_fewer_than_two_widths_are_an_error()
    {
        Assert.Equal(8 * 3 + 3, new MultilayerPerceptron([8, 3]).ParameterCount);
        Assert.Throws<ArgumentException>(() => new MultilayerPerceptron([784]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MultilayerPerceptron([784, 0, 10]));
        Assert.Throws<ArgumentException>(() => new MaxoutNetwork([784, 10]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MaxoutNetwork([784, 5, 10], pieces: 1));
        Assert.Throws<ArgumentException>(() => new Autoencoder([784]));
    }
}
