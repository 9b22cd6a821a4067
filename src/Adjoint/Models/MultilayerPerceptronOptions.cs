using Adjoint.Nn;

namespace Adjoint.Models;

/// <summary>What stands between the linear layers of a <see cref="MultilayerPerceptron"/>, in the order normalisation, activation,
/// dropout.</summary>
public sealed record MultilayerPerceptronOptions
{
    /// <summary>Makes the activation of a hidden layer.</summary>
    public Func<Module<Tensor, Tensor>> Activation { get; init; } = () => new ReLU();

    /// <summary>Makes the normalisation of a hidden layer of a width; null for none.</summary>
    public Func<int, Module<Tensor, Tensor>>? Normalization { get; init; }

    /// <summary>The probability of zeroing a hidden unit while training.</summary>
    public double Dropout { get; init; }

    /// <summary>First values of the weights; those of <see cref="Linear"/> if omitted.</summary>
    public Initializer? WeightInitializer { get; init; }

    /// <summary>First values of the biases; those of <see cref="Linear"/> if omitted.</summary>
    public Initializer? BiasInitializer { get; init; }

    /// <summary>What is set of a network by name.</summary>
    internal static MultilayerPerceptronOptions Of(ModelSettings settings) => new()
    {
        Activation = settings.ActivationOr(() => new ReLU()),
        Normalization = settings.NewNormalization,
        Dropout = settings.Dropout ?? 0,
    };
}
