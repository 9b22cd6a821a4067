using System.Numerics.Tensors;

namespace Adjoint;

internal sealed class ClampOperation(double min, double max) : UnaryOperation, IOperationSamples
{
    public static IEnumerable<Sample> Samples =>
    [
        new(new ClampOperation(-0.5, 1), SampleInput.Real([2, 3]).AwayFrom(-0.5, 1)),
        new(new ClampOperation(double.NegativeInfinity, 0.5), SampleInput.Real([2, 3]).AwayFrom(0.5)),
        new(new ClampOperation(0, double.PositiveInfinity), SampleInput.Real([2, 3]).AwayFrom(0)),
    ];

    public double Min => min;

    public double Max => max;

    public override IEnumerable<KeyValuePair<string, object>> Attributes => [new("min", min), new("max", max)];

    public static ClampOperation Between(double? min, double? max)
    {
        if (min is null && max is null) throw new ArgumentException("clamp: neither min nor max is given, so there is nothing to do.");
        var (low, high) = (min ?? double.NegativeInfinity, max ?? double.PositiveInfinity);
        // Written so that a NaN bound is refused as well.
        if (low <= high) return new ClampOperation(low, high);
        throw new ArgumentException($"clamp: min {low} must not be above max {high}, and neither may be NaN.", nameof(min));
    }

    protected internal override double Define(double x) => Math.Min(Math.Max(x, min), max);

    protected internal override double Slope(double x, double y) => x >= min && x <= max ? 1 : 0;

    protected internal override void Run(ReadOnlySpan<float> x, Span<float> y)
    {
        TensorPrimitives.Max(x, (float)min, y);
        TensorPrimitives.Min(y, (float)max, y);
    }

    protected internal override void Run(ReadOnlySpan<double> x, Span<double> y)
    {
        TensorPrimitives.Max(x, min, y);
        TensorPrimitives.Min(y, max, y);
    }

    // 1 inside and at the bounds, 0 outside.
    protected override Tensor Gradient(Tensor gradient, SavedValues saved)
    {
        var x = saved.Input(0);
        return Tensor.Where((x >= min) & (x <= max), gradient, 0);
    }
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// Each element moved to the nearest number from min to max; any shape, float32 or float64; NaN stays NaN. The derivative is 1
        /// inside and at the bounds, 0 outside (PyTorch: <c>torch.clamp</c>).
        /// </summary>
        /// <param name="min">The least number; none if omitted.</param>
        /// <param name="max">The greatest number; none if omitted.</param>
        /// <exception cref="ArgumentException">Neither bound is given, one is NaN, or min is above max.</exception>
        public Tensor Clamp(double? min = null, double? max = null) => ClampOperation.Between(min, max).Apply(x);
    }

    extension(Scalar x)
    {
        /// <summary>x moved to the nearest number from min to max; of slope 1 inside and at the bounds, 0 outside.</summary>
        /// <param name="min">The least number; none if omitted.</param>
        /// <param name="max">The greatest number; none if omitted.</param>
        /// <exception cref="ArgumentException">Neither bound is given, one is NaN, or min is above max.</exception>
        public Scalar Clamp(double? min = null, double? max = null) => ClampOperation.Between(min, max).Apply(x);
    }
}
