using Adjoint.Nn;

namespace Adjoint.Representation;

/// <summary>
/// One training of a network of rectifiers on two classes of the plane, to set networks of equally many units but different depth beside
/// one another (Montufar et al., 2014, figure 1; UNC lecture).
/// </summary>
public sealed class DepthTrial
{
    private DepthTrial(Sequential network, ulong seed, double trainError, double testError, LinearRegions regions) =>
        (Network, Seed, TrainError, TestError, Regions) = (network, seed, trainError, testError, regions);

    /// <summary>Linear and ReLU layers; one score a point.</summary>
    public Sequential Network { get; }

    /// <summary>What decided the first values.</summary>
    public ulong Seed { get; }

    /// <summary>The part of the training points in the wrong class.</summary>
    public double TrainError { get; }

    /// <summary>The part of the test points in the wrong class.</summary>
    public double TestError { get; }

    /// <summary>The linear regions over the square from -1 to 1; the boundary of the classes is their level line at 0.</summary>
    public LinearRegions Regions { get; }

    /// <summary>The number of trained numbers.</summary>
    public int ParameterCount => Network.Parameters().Sum(parameter => parameter.ElementCount);

    /// <summary>Trains a network and enumerates its regions.</summary>
    /// <param name="hiddenWidths">The widths of the hidden layers: [20] is shallow, [10, 10] deep with as many units.</param>
    /// <param name="train">To learn from.</param>
    /// <param name="test">To measure on.</param>
    /// <param name="seed">Decides the first values.</param>
    /// <param name="steps">The number of training steps.</param>
    /// <exception cref="ArgumentOutOfRangeException">A width or the number of steps is less than 1.</exception>
    public static DepthTrial Run(
        ReadOnlySpan<int> hiddenWidths, ClassifiedPoints train, ClassifiedPoints test, ulong seed, int steps = 1500)
    {
        const double learningRate = 0.01;
        var network = Rectifiers(hiddenWidths, new Generator(seed));
        BinaryClassifier.Train(network, train, steps, learningRate);
        var regions = LinearRegions.Of(network, InputBox.Rectangle(-1, 1, -1, 1));
        return new DepthTrial(network, seed, BinaryClassifier.ErrorRate(network, train), BinaryClassifier.ErrorRate(network, test), regions);
    }

    private static Sequential Rectifiers(ReadOnlySpan<int> hiddenWidths, Generator generator)
    {
        var (network, inputs) = (new Sequential(), 2);
        foreach (var width in hiddenWidths)
        {
            network.Add(Layer(inputs, width, generator));
            network.Add(new ReLU());
            inputs = width;
        }
        network.Add(Layer(inputs, 1, generator));
        return network;
    }

    // Hinges must lie inside the square from the start: with the usual small biases all would pass near its middle.
    private static Linear Layer(int inputs, int outputs, Generator generator) => new(
        inputs, outputs, generator: generator, weightInitializer: new KaimingUniform(), biasInitializer: new Uniform(-0.5, 0.5));
}
