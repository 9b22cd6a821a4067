using System.Globalization;

namespace Adjoint.Nn;

/// <summary>
/// By what to multiply the standard deviation 1/sqrt(fan) of a layer's first weights so that signals keep their size through the
/// nonlinearity behind it (PyTorch: <c>init.calculate_gain</c>).
/// </summary>
public static class Gain
{
    /// <summary>
    /// 1 for linear and sigmoid, 5/3 for tanh, sqrt(2) for ReLU, sqrt(2/(1 + a^2)) for leaky ReLU with slope a. For SELU it is PyTorch's
    /// 3/4, which steadies gradients; its authors ask for 1, that is for <see cref="LeCunNormal"/>, to keep activations at variance 1
    /// (Klambauer et al., 2017).
    /// </summary>
    /// <param name="nonlinearity">What follows the layer.</param>
    /// <param name="negativeSlope">a, for leaky ReLU.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such nonlinearity, or the slope is not finite.</exception>
    public static double Of(Nonlinearity nonlinearity, double negativeSlope = 0.01) => nonlinearity switch
    {
        Nonlinearity.Linear or Nonlinearity.Sigmoid => 1,
        Nonlinearity.Tanh => 5.0 / 3,
        Nonlinearity.ReLU => Math.Sqrt(2),
        Nonlinearity.LeakyReLU when double.IsFinite(negativeSlope) => Math.Sqrt(2 / (1 + negativeSlope * negativeSlope)),
        Nonlinearity.LeakyReLU => throw new ArgumentOutOfRangeException(nameof(negativeSlope),
            string.Create(CultureInfo.InvariantCulture, $"Gain: the slope must be a finite number, and is {negativeSlope}.")),
        Nonlinearity.SELU => 0.75,
        _ => throw new ArgumentOutOfRangeException(nameof(nonlinearity), nonlinearity, "Gain: there is no such nonlinearity."),
    };
}
