using Adjoint.Losses;
using Adjoint.Nn;
using Adjoint.Optim;

namespace Adjoint.Representation;

/// <summary>Trains and measures a network with one score a point, class 1 where the score is above 0.</summary>
public static class BinaryClassifier
{
    /// <summary>
    /// Trains on all points in each step by Adam on the binary cross-entropy, the learning rate falling to 0 on a straight line.
    /// </summary>
    /// <param name="network">[m, 2] to [m, 1].</param>
    /// <param name="data">The points and their classes.</param>
    /// <param name="steps">The number of steps.</param>
    /// <param name="learningRate">The first step size.</param>
    /// <exception cref="ArgumentException">The network has no parameters, or a number is out of its range.</exception>
    public static void Train(Module<Tensor, Tensor> network, ClassifiedPoints data, int steps, double learningRate)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        var optimizer = new Adam(network.Parameters(), learningRate);
        var loss = new BCEWithLogitsLoss();
        var targets = data.Classes.To(DType.Float32).Unsqueeze(1);
        for (var step = 0; step < steps; step++)
        {
            optimizer.LearningRate = learningRate * (1 - (double)step / steps);
            optimizer.ZeroGrad();
            loss.Compute(network.Forward(data.Points), targets).Backward();
            optimizer.Step();
        }
    }

    /// <summary>The part of the points that a network puts into the wrong class, from 0 to 1.</summary>
    public static double ErrorRate(Module<Tensor, Tensor> network, ClassifiedPoints data)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        using var noGrad = NoGrad.Begin();
        var isOne = (network.Forward(data.Points) > 0).Flatten().To(DType.Int64);
        return isOne.NotEqual(data.Classes).To(DType.Float64).Mean().Item();
    }
}
