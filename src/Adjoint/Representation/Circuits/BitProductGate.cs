using Adjoint.Nn;

namespace Adjoint.Representation;

/// <summary>
/// The product of n bits by a single sigmoid (Lin, Tegmark and Rolnick, 2017): sigmoid(2 b (x_1 + ... + x_n - n + 1/2)) is at least
/// sigmoid(b) if all are 1 and at most sigmoid(-b) if one is 0, so its error on bits is sigmoid(-b), which vanishes as b grows.
/// </summary>
public static class BitProductGate
{
    /// <summary>Builds the unit: Linear and Sigmoid, [m, n] to [m, 1], float64.</summary>
    /// <param name="inputs">n.</param>
    /// <param name="error">What the output may differ from the product of bits, at least 1e-15 and below 1/2.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no input, or the error is out of its range.</exception>
    public static Sequential Of(int inputs, double error)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 1);
        if (!(error is >= 1e-15 and < 0.5))
        {
            throw new ArgumentOutOfRangeException(nameof(error),
                FormattableString.Invariant($"BitProductGate: the error must lie between 1e-15 and 1/2, and is {error}."));
        }
        // sigmoid(-b) = error, less the distance of the float64 numbers just below 1.
        var sharpness = Math.Log(1 / (error - 3e-16) - 1);
        var weights = new double[inputs];
        Array.Fill(weights, 2 * sharpness);
        return new Sequential(HandSet.ToOneOutput(weights, sharpness * (1 - 2 * inputs)), new Sigmoid());
    }
}
