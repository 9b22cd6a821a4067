using Adjoint.Nn;

namespace Adjoint.Models;

/// <summary>
/// LeNet-5 in its modern form (LeCun et al., 1998; CMU lecture 13), with ReLU and maximum pooling: [batch, 1, 28, 28] to scores [batch,
/// classes]. 5x5 convolution to 6 channels with padding 2, pool, 5x5 convolution to 16 channels, pool, then 120, 84 and the classes.
/// 61,706 parameters for ten classes.
/// </summary>
public sealed partial class LeNet5 : Module<Tensor, Tensor>, INamedModel
{
    private readonly Conv2d _conv1;
    private readonly Conv2d _conv2;
    private readonly Linear _fc1;
    private readonly Linear _fc2;
    private readonly Linear _fc3;

    /// <summary>Makes the network and draws its first values.</summary>
    /// <param name="classes">The number of scores.</param>
    /// <param name="generator">Randomness for the first values; <see cref="Generator.Default"/> if omitted.</param>
    public LeNet5(int classes = 10, Generator? generator = null)
    {
        _conv1 = new Conv2d(1, 6, 5, padding: 2, generator: generator);
        _conv2 = new Conv2d(6, 16, 5, generator: generator);
        _fc1 = new Linear(400, 120, generator: generator);
        _fc2 = new Linear(120, 84, generator: generator);
        _fc3 = new Linear(84, classes, generator: generator);
    }

    /// <inheritdoc/>
    public static IEnumerable<ModelEntry> Entries =>
    [
        new("lenet5", "LeNet-5 (LeCun et al., 1998), modern form: two convolutions and three linear layers", [1, 28, 28],
            (settings, generator) => new LeNet5(settings.Outputs, generator), new TrainingDefaults(5, 64, "sgd", 0.035, "linear")),
    ];

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input)
    {
        var maps = _conv1.Forward(input).Relu().MaxPool2d(2);
        maps = _conv2.Forward(maps).Relu().MaxPool2d(2);
        var features = _fc1.Forward(maps.Flatten(1)).Relu();
        return _fc3.Forward(_fc2.Forward(features).Relu());
    }
}
