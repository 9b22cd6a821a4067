using Adjoint.Models;

namespace Adjoint.Training;

/// <summary>
/// How a network is trained on a data set of images if nothing else is said: as the network's entry says, unless the two together are known
/// to do better another way. Each was chosen by the accuracy on held-out training examples, but for
/// <c>resnet18-cifar</c>, which has what was found for its smaller sister.
/// </summary>
/// <param name="Defaults">Epochs, batch size, optimizer and step size.</param>
public sealed record UsualTraining(TrainingDefaults Defaults)
{
    private static readonly string[] s_cropAndFlip = ["crop:4", "flip:0.5"];

    /// <summary>How strongly the optimizer pulls weights to zero.</summary>
    public double WeightDecay { get; init; }

    /// <summary>The random changes of the training images.</summary>
    public IReadOnlyList<string> Augment { get; init; } = [];

    /// <summary>Whether images are normalised by channel.</summary>
    public bool Normalizes { get; init; }

    /// <summary>What is usual for a network and a data set.</summary>
    /// <param name="model">The network.</param>
    /// <param name="data">The data set's name.</param>
    public static UsualTraining For(ModelEntry model, string data)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        return (model.Name, data) switch
        {
            ("lenet5", "mnist") => new(model.Defaults) { Augment = ["affine:1"] },
            ("lenet5", "fashion-mnist") => new(model.Defaults with { Epochs = 10 }),
            ("resnet20", "cifar10") => Residual(epochs: 12),
            ("resnet18-cifar", "cifar10") => Residual(epochs: 12),
            ("softmax", "cifar10") => new(model.Defaults with { LearningRate = 0.001 }) { Normalizes = true },
            (_, "cifar10") => new(model.Defaults) { Normalizes = true },
            _ => new(model.Defaults),
        };
    }

    // Decay and augmentation of He et al. (2016, section 4.2), whose 164 epochs one cycle of the step size makes few.
    private static UsualTraining Residual(int epochs) => new(new TrainingDefaults(epochs, 64, "nesterov", 0.1, "one-cycle"))
    {
        WeightDecay = 5e-4,
        Augment = s_cropAndFlip,
        Normalizes = true,
    };
}
