using Adjoint.Nn;

namespace Adjoint.Representation;

/// <summary>x XOR y, which no single neuron computes, by networks with one hidden layer whose weights are written down. [m, 2] to [m, 1].</summary>
public static class XorNetwork
{
    /// <summary>Threshold units: OR and AND of the inputs, then OR but not AND.</summary>
    public static Sequential Thresholds() => new(
        HandSet.Linear(new double[,] { { 1, 1 }, { 1, 1 } }, [-0.5, -1.5]), new Heaviside(),
        HandSet.ToOneOutput([1, -2], -0.5), new Heaviside());

    /// <summary>Rectifiers: relu(x + y) - 2 relu(x + y - 1) rises from 0 to 1 and falls back.</summary>
    public static Sequential Rectifiers() => new(
        HandSet.Linear(new double[,] { { 1, 1 }, { 1, 1 } }, [0, -1]), new ReLU(), HandSet.ToOneOutput([1, -2], 0));

    /// <summary>A fold along the diagonal, |x - y| = relu(x - y) + relu(y - x): (0, 0) and (1, 1) come to lie on one another.</summary>
    public static Sequential Fold() => new(
        HandSet.Linear(new double[,] { { 1, -1 }, { -1, 1 } }, [0, 0]), new ReLU(), HandSet.ToOneOutput([1, 1], 0));
}
