namespace Adjoint;

/// <summary>Surrounds x with one value: (before, after) elements along each dimension.</summary>
internal sealed class PadOperation((int Before, int After)[] padding, double value) : Operation, IOperationSamples
{
    public static IEnumerable<Sample> Samples =>
    [
        new(new PadOperation([(1, 2), (0, 1)], 0), SampleInput.Real([2, 3])),
        new(new PadOperation([(0, 0), (2, 0)], 1), SampleInput.Real([2, 2])),
    ];

    public override IEnumerable<KeyValuePair<string, object>> Attributes =>
        [new("padding", string.Join(", ", padding)), new("value", value)];

    protected internal override Saved Saves => Saved.None;

    protected internal override TensorType Infer(ReadOnlySpan<Tensor> inputs)
    {
        Check.Count(this, inputs, 1);
        var x = inputs[0];
        if (x.Rank != padding.Length)
        {
            throw new ShapeException(Name, $"{padding.Length} pairs were given for shape {x.Shape}; there must be one (before, "
                + $"after) for each of its {x.Rank} dimensions.");
        }
        var sizes = new int[x.Rank];
        for (var dim = 0; dim < sizes.Length; dim++) sizes[dim] = checked(padding[dim].Before + x.Shape[dim] + padding[dim].After);
        return new TensorType(Shape.Create(sizes), x.DType);
    }

    protected internal override Tensor Forward(ReadOnlySpan<Tensor> inputs)
    {
        var type = Infer(inputs);
        var x = inputs[0];
        var result = x.NewFull(type.Shape, value);
        result.Backend.Copy(x, Inside(x.Shape).ViewOf(result));
        return result;
    }

    protected internal override Tensor Vjp(int input, Tensor gradient, SavedValues saved) => Inside(saved.InputShape(0)).Apply(gradient);

    protected internal override Tensor? Jvp(ReadOnlySpan<Tensor?> tangents, SavedValues saved) =>
        new PadOperation(padding, 0).Apply(tangents[0]!);

    private SliceOperation Inside(Shape shape)
    {
        var axes = new SliceAxis[padding.Length];
        for (var dim = 0; dim < axes.Length; dim++) axes[dim] = new SliceAxis(padding[dim].Before, shape[dim], 1);
        return new SliceOperation(axes);
    }
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// The tensor surrounded by one value; any element type (PyTorch: <c>F.pad</c> in mode "constant", which lists the last dimension
        /// first).
        /// </summary>
        /// <param name="padding">Elements to add before and after, one pair for each dimension from the first on.</param>
        /// <param name="value">What they hold.</param>
        /// <exception cref="ShapeException">The number of pairs is not the number of dimensions, or a pair is negative.</exception>
        public Tensor Pad(ReadOnlySpan<(int Before, int After)> padding, double value = 0)
        {
            foreach (var (before, after) in padding)
            {
                if (before >= 0 && after >= 0) continue;
                throw new ShapeException("pad", $"({before}, {after}) for shape {x.Shape} is negative. Hint: take elements away by "
                    + "a slice, as in x[1..^1].");
            }
            return new PadOperation(padding.ToArray(), value).Apply(x);
        }
    }
}
