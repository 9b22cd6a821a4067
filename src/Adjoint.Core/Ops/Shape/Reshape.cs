using System.Runtime.CompilerServices;

namespace Adjoint;

internal sealed class ReshapeOperation(Shape shape) : Operation, IOperationSamples
{
    public static IEnumerable<Sample> Samples =>
    [
        new(new ReshapeOperation([3, 4]), SampleInput.Real([2, 6])),
        new(new ReshapeOperation([]), SampleInput.Real([1, 1])),
        new(new ReshapeOperation([2, 3]), SampleInput.Real([2, 3])),
        new(new ReshapeOperation([2, 1, 6]), SampleInput.Real([2, 3, 2])),
    ];

    public override IEnumerable<KeyValuePair<string, object>> Attributes => [new("shape", shape)];

    protected internal override Saved Saves => Saved.None;

    protected internal override TensorType Infer(ReadOnlySpan<Tensor> inputs)
    {
        Check.Count(this, inputs, 1);
        if (inputs[0].ElementCount != shape.ElementCount)
        {
            throw new ShapeException(Name, $"shape {inputs[0].Shape} has {inputs[0].ElementCount} elements and cannot become "
                + $"{shape} with {shape.ElementCount}.");
        }
        return new TensorType(shape, inputs[0].DType);
    }

    protected internal override Tensor Forward(ReadOnlySpan<Tensor> inputs)
    {
        var type = Infer(inputs);
        var x = inputs[0];
        if (StridedView.TryReshape(x, type.Shape) is { } view) return view;
        var result = x.NewUninitialized(type.Shape);
        x.Backend.Copy(x, result.View(x.Shape, x.Shape.ContiguousStrides, result.Offset));
        return result;
    }

    private protected override Tensor ForwardMeta(ReadOnlySpan<Tensor> inputs)
    {
        var (to, dtype) = Infer(inputs);
        return StridedView.TryReshape(inputs[0], to) ?? Tensor.Meta(to, dtype);
    }

    protected internal override Tensor Vjp(int input, Tensor gradient, SavedValues saved) => gradient.Reshape(saved.InputShape(0));

    protected internal override Tensor? Jvp(ReadOnlySpan<Tensor?> tangents, SavedValues saved) => Apply(tangents[0]!);

    /// <summary>Fills in the one size that is -1.</summary>
    public static Shape Resolve(Tensor x, ReadOnlySpan<int> sizes)
    {
        foreach (var size in sizes)
        {
            if (size < -1)
            {
                throw new ShapeException("reshape", $"a size cannot be {size}; -1 alone stands for the size that is worked out.");
            }
        }
        var unknown = sizes.IndexOf(-1);
        if (unknown < 0) return Shape.Create(sizes);
        if (sizes[(unknown + 1)..].Contains(-1)) throw new ShapeException("reshape", "only one size can be -1.");
        var known = 1;
        foreach (var size in sizes) known *= size == -1 ? 1 : size;
        if (known == 0 || x.ElementCount % known != 0)
        {
            throw new ShapeException("reshape", $"shape {x.Shape} has {x.ElementCount} elements, which do not divide into "
                + $"[{string.Join(", ", sizes.ToArray())}].");
        }
        var resolved = sizes.ToArray();
        resolved[unknown] = x.ElementCount / known;
        return Shape.Create(resolved);
    }
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// The same elements, row-major, under another shape: a view if strides can express it, else a copy; any element type (PyTorch:
        /// <c>reshape</c>).
        /// </summary>
        /// <param name="sizes">The new sizes; one may be -1 and is then worked out.</param>
        /// <exception cref="ShapeException">The number of elements differs.</exception>
        // Reshape([2, -1]) could mean either overload; only this one knows -1.
        [OverloadResolutionPriority(1)]
        public Tensor Reshape(params ReadOnlySpan<int> sizes) => x.Reshape(ReshapeOperation.Resolve(x, sizes));

        /// <inheritdoc cref="Reshape(Tensor, ReadOnlySpan{int})"/>
        public Tensor Reshape(Shape shape) => x.Shape.Equals(shape) ? x : new ReshapeOperation(shape).Apply(x);
    }
}
