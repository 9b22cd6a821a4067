using Adjoint.Nn;

namespace Adjoint.Representation;

/// <summary>
/// The product of two numbers by four hidden units (Lin, Tegmark and Rolnick, 2017; UNC lecture): with s the activation, c a shift where
/// s''(c) is not 0, and a small scale l,
/// u v = [s(c + l(u + v)) + s(c - l(u + v)) - s(c + l(u - v)) - s(c - l(u - v))] / (4 l^2 s''(c)) + O(l^2).
/// In exact arithmetic the error vanishes with l; in floating point the four values cancel ever more, so there is a least error.
/// </summary>
public sealed class MultiplicationGate
{
    // The error is largest near the border of the square; the grid has points there and inside.
    private const int GridSize = 33;
    private const int MostScales = 160;
    private const double ScaleStep = 0.8;

    private MultiplicationGate(Sequential network, double bound, double shift, double scale, double largestError, double attainableError) =>
        (Network, Bound, Shift, Scale, LargestError, AttainableError) = (network, bound, shift, scale, largestError, attainableError);

    /// <summary>Linear, activation, Linear: [m, 2] to [m, 1].</summary>
    public Sequential Network { get; }

    /// <summary>The gate is for u and v between minus this and this.</summary>
    public double Bound { get; }

    /// <summary>c, the bias of all four units.</summary>
    public double Shift { get; }

    /// <summary>l, the weight of the inputs.</summary>
    public double Scale { get; }

    /// <summary>The largest |network(u, v) - u v| measured on a grid of 33 x 33 points of the square.</summary>
    public double LargestError { get; }

    /// <summary>The least error that any scale gives with this activation, shift, bound and element type, measured likewise.</summary>
    public double AttainableError { get; }

    /// <summary>Builds the gate with the largest scale that keeps within an error.</summary>
    /// <param name="activation">Element by element and twice differentiable, such as <see cref="Sigmoid"/> or <see cref="Tanh"/>.</param>
    /// <param name="bound">The gate is for |u| and |v| up to this.</param>
    /// <param name="error">What |network(u, v) - u v| may be at most, on the grid.</param>
    /// <param name="shift">c; if omitted, a place between -3 and 3 where |s''| is largest.</param>
    /// <param name="dtype">Of the layers: float64 attains far smaller errors than float32.</param>
    /// <exception cref="ArgumentException">
    /// The bound or the error is not above 0, s'' is 0 at the shift (or everywhere, as for ReLU), or rounding does not allow so small an
    /// error; the message then tells the least.
    /// </exception>
    public static MultiplicationGate Of(Module<Tensor, Tensor> activation, double bound, double error, double? shift = null,
        DType dtype = DType.Float64)
    {
        ArgumentNullException.ThrowIfNull(activation);
        RequirePositive(bound, nameof(bound));
        RequirePositive(error, nameof(error));
        var (place, second) = Curvature(activation, shift);
        (Sequential Network, double Scale, double Error)? best = null;
        var attainable = double.PositiveInfinity;
        foreach (var trial in Trials(activation, bound, place, second, dtype))
        {
            attainable = Math.Min(attainable, trial.Error);
            if (best is null && trial.Error <= error) best = trial;
        }
        if (best is { } found) return new MultiplicationGate(found.Network, bound, place, found.Scale, found.Error, attainable);
        throw new ArgumentException(FormattableString.Invariant(
            $"MultiplicationGate: an error of {error} cannot be reached with {activation.GetType().Name} in {dtype.Text} for numbers up to ")
            + FormattableString.Invariant($"{bound}: rounding leaves {attainable:g3} at least. Hint: float64, a smaller bound, or a larger error."),
            nameof(error));
    }

    /// <summary>
    /// The measured error of the gate at falling scales: it falls as l^2 at first, and rises again as rounding takes over.
    /// </summary>
    /// <inheritdoc cref="Of"/>
    public static IReadOnlyList<(double Scale, double Error)> ErrorsByScale(
        Module<Tensor, Tensor> activation, double bound, double? shift = null, DType dtype = DType.Float64)
    {
        ArgumentNullException.ThrowIfNull(activation);
        RequirePositive(bound, nameof(bound));
        var (place, second) = Curvature(activation, shift);
        return [.. Trials(activation, bound, place, second, dtype).Select(trial => (trial.Scale, trial.Error))];
    }

    private static IEnumerable<(Sequential Network, double Scale, double Error)> Trials(
        Module<Tensor, Tensor> activation, double bound, double shift, double second, DType dtype)
    {
        var (inputs, products) = Grid(bound, dtype);
        var least = double.PositiveInfinity;
        // Curvature is felt over a distance of about 1, so the scales begin where the inputs reach that far.
        for (var (i, scale) = (0, 1 / bound); i < MostScales; i++, scale *= ScaleStep)
        {
            var network = Build(activation, shift, scale, second, dtype);
            var error = Measure(network, inputs, products);
            yield return (network, scale, error);
            least = Math.Min(least, error);
            // Far above its least, the error has been growing for long by rounding.
            if (!(error <= 1e4 * least)) yield break;
        }
    }

    private static void RequirePositive(double value, string name)
    {
        if (value > 0 && double.IsFinite(value)) return;
        throw new ArgumentOutOfRangeException(name,
            FormattableString.Invariant($"MultiplicationGate: {name} must be a finite number above 0, and is {value}."));
    }

    private static (double Shift, double SecondDerivative) Curvature(Module<Tensor, Tensor> activation, double? shift)
    {
        var places = shift is { } only ? [only] : Enumerable.Range(-30, 61).Select(i => i / 10.0).ToArray();
        var second = SecondDerivatives(activation, places);
        var best = Enumerable.Range(0, places.Length).MaxBy(i => Math.Abs(second[i]));
        if (Math.Abs(second[best]) > 1e-6) return (places[best], second[best]);
        throw new ArgumentException(FormattableString.Invariant(
            $"MultiplicationGate: {activation.GetType().Name} has the second derivative {second[best]:g3} at {places[best]}. ")
            + (shift is null ? "Hint: the gate needs a curved activation." : "Hint: another shift, or none to have one chosen."),
            nameof(activation));
    }

    private static double[] SecondDerivatives(Module<Tensor, Tensor> activation, double[] places)
    {
        var z = Tensor.From<double>(places);
        z.RequiresGrad = true;
        var first = Gradient.Of(activation.Forward(z).Sum(), [z], createGraph: true)[0];
        // The slope of straight pieces no longer depends on z; with 0 z it does, and the derivative is 0.
        return Gradient.Of((first + z * 0).Sum(), z)[0].ToArray<double>();
    }

    private static Sequential Build(Module<Tensor, Tensor> activation, double shift, double scale, double second, DType dtype)
    {
        var hidden = HandSet.Linear(new[,] { { scale, scale }, { -scale, -scale }, { scale, -scale }, { -scale, scale } },
            [shift, shift, shift, shift]);
        var part = 1 / (4 * scale * scale * second);
        var network = new Sequential(hidden, activation, HandSet.ToOneOutput([part, part, -part, -part], 0));
        network.To(dtype);
        return network;
    }

    private static (Tensor Inputs, double[] Products) Grid(double bound, DType dtype)
    {
        var side = Tensor.Linspace(-bound, bound, GridSize, DType.Float64).To(dtype).To(DType.Float64).ToArray<double>();
        var pairs = side.SelectMany(u => side.Select(v => (u, v))).ToArray();
        var inputs = Tensor.From<double>([.. pairs.SelectMany(pair => new[] { pair.u, pair.v })], [pairs.Length, 2]).To(dtype);
        return (inputs, [.. pairs.Select(pair => pair.u * pair.v)]);
    }

    private static double Measure(Sequential network, Tensor inputs, double[] products)
    {
        using var noGrad = NoGrad.Begin();
        var values = network.Forward(inputs).To(DType.Float64).ToArray<double>();
        var largest = values.Zip(products, (value, product) => Math.Abs(value - product)).Max();
        return double.IsNaN(largest) ? double.PositiveInfinity : largest;
    }
}
