namespace Adjoint;

/// <summary>
/// An operation that brings its own test inputs. Every sealed operation does; the tests and the <c>gradcheck</c> verb find them all through
/// the catalogue that the source generator writes.
/// </summary>
[Catalogue("OperationCatalogue")]
public interface IOperationSamples
{
    /// <summary>Small configurations that between them reach every branch of the operation.</summary>
    static abstract IEnumerable<Sample> Samples { get; }
}

/// <summary>One configuration: the operation with its attributes, and what its inputs look like.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Inputs">One description an input.</param>
public sealed record Sample(Operation Operation, params SampleInput[] Inputs)
{
    /// <summary>True if there is something to differentiate, and by something.</summary>
    public bool HasGradient => Operation.IsDifferentiable && Inputs.Any(input => input.DType.IsFloat);

    /// <summary>Random inputs that fit; floats as float64.</summary>
    public Tensor[] CreateInputs(Generator generator) => [.. Inputs.Select(input => input.Create(generator))];

    /// <inheritdoc/>
    public override string ToString() => $"{Operation} of {string.Join(", ", Inputs.Select(i => i.ToString()))}";
}

/// <summary>What a test input looks like.</summary>
public sealed record SampleInput
{
    private SampleInput(Shape shape, DType dtype)
    {
        Shape = shape;
        DType = dtype;
    }

    /// <summary>The sizes.</summary>
    public Shape Shape { get; }

    /// <summary>The element type; floats are also run as the other float type.</summary>
    public DType DType { get; }

    /// <summary>Least value.</summary>
    public double Low { get; private init; } = -2;

    /// <summary>Greatest value (exclusive for integers).</summary>
    public double High { get; private init; } = 2;

    /// <summary>Values at which the operation has a kink, kept at a distance by random inputs.</summary>
    public IReadOnlyList<double> Kinks { get; private init; } = [];

    /// <summary>True if all elements must differ clearly, as for a maximum.</summary>
    public bool IsDistinct { get; private init; }

    /// <summary>Floats between two bounds.</summary>
    public static SampleInput Real(Shape shape, double low = -2, double high = 2) => new(shape, DType.Float32) { Low = low, High = high };

    /// <summary>Floats of which no two are close.</summary>
    public static SampleInput Distinct(Shape shape) => new(shape, DType.Float32) { IsDistinct = true };

    /// <summary>Indices from 0 up to, not including, a bound.</summary>
    public static SampleInput Index(Shape shape, int bound) => new(shape, DType.Int64) { Low = 0, High = bound };

    /// <summary>Truth values.</summary>
    public static SampleInput Mask(Shape shape) => new(shape, DType.Bool) { Low = 0, High = 2 };

    /// <summary>The same, with values kept away from kinks.</summary>
    public SampleInput AwayFrom(params double[] kinks) => this with { Kinks = kinks };

    /// <summary>A random tensor that fits; floats as float64.</summary>
    public Tensor Create(Generator generator) =>
        Tensor.From<double>(SampleValues.Of(this, Shape, generator), Shape).To(DType.IsFloat ? DType.Float64 : DType);

    /// <summary>As in <c>float32[2, 3]</c>.</summary>
    public override string ToString() => new TensorType(Shape, DType).ToString();
}
