using Adjoint.Backends;

namespace Adjoint;

/// <summary>Folds the elements along some dimensions into one.</summary>
internal abstract class ReduceOperation(bool[] reduced, bool keepDim) : Operation
{
    /// <summary>One flag a dimension of the input: true where it is folded.</summary>
    protected ReadOnlySpan<bool> Reduced => reduced;

    private protected abstract Reduction Reduction { get; }

    /// <summary>The gradient by the input; the incoming gradient has kept dimensions of size 1.</summary>
    protected abstract Tensor Gradient(Tensor gradient, SavedValues saved);

    public override IEnumerable<KeyValuePair<string, object>> Attributes =>
    [
        new("dim", string.Join(",", Enumerable.Range(0, reduced.Length).Where(dim => reduced[dim]))),
        new("keepDim", keepDim),
    ];

    protected internal sealed override string Notation(ReadOnlySpan<string> inputs) =>
        reduced.Contains(false) ? base.Notation(inputs) : $"{Name}({inputs[0]})";

    /// <summary>Turns a list of dimensions into flags; an empty list marks all.</summary>
    public static bool[] Mark(Tensor x, ReadOnlySpan<int> dims, string operation)
    {
        var marked = new bool[x.Rank];
        if (dims.IsEmpty) Array.Fill(marked, true);
        foreach (var given in dims)
        {
            var dim = x.Shape.Normalize(given, operation);
            if (marked[dim]) throw new ShapeException(operation, $"dim {given} is given twice for shape {x.Shape}.");
            marked[dim] = true;
        }
        return marked;
    }

    /// <summary>A shape with the marked dimensions folded to 1 or left out.</summary>
    public static Shape Fold(Shape shape, ReadOnlySpan<bool> reduced, bool keepDim)
    {
        Span<int> sizes = stackalloc int[shape.Rank];
        var rank = 0;
        for (var dim = 0; dim < shape.Rank; dim++)
        {
            if (!reduced[dim]) sizes[rank++] = shape[dim];
            else if (keepDim) sizes[rank++] = 1;
        }
        return Shape.Create(sizes[..rank]);
    }

    protected internal sealed override TensorType Infer(ReadOnlySpan<Tensor> inputs)
    {
        Check.Count(this, inputs, 1);
        var x = inputs[0];
        Check.FloatOrInt64(this, x);
        if (x.Rank != reduced.Length)
        {
            throw new ShapeException(Name, $"was made for {reduced.Length} dimensions, and its input has shape {x.Shape}.");
        }
        if (x.ElementCount == 0 && Reduction is Reduction.Maximum or Reduction.Minimum && Fold(x.Shape, reduced, keepDim).ElementCount > 0)
        {
            throw new ShapeException(Name, $"there is no largest or smallest of no elements: the input has shape {x.Shape}.");
        }
        return new TensorType(Fold(x.Shape, reduced, keepDim), x.DType);
    }

    protected internal sealed override Tensor Forward(ReadOnlySpan<Tensor> inputs)
    {
        var type = Infer(inputs);
        var result = inputs[0].NewUninitialized(type.Shape, type.DType);
        inputs[0].Backend.Reduce(Reduction, inputs[0], reduced, result);
        return result;
    }

    protected internal sealed override Tensor Vjp(int input, Tensor gradient, SavedValues saved) =>
        Gradient(gradient.Reshape(Fold(saved.InputShape(0), reduced, keepDim: true)), saved);

    // dy = the sum over the folded elements of dy/dx dx
    protected internal override Tensor? Jvp(ReadOnlySpan<Tensor?> tangents, SavedValues saved)
    {
        var tangent = tangents[0]!;
        var one = tangent.Constant(1).Expand(Fold(saved.InputShape(0), reduced, keepDim: true));
        return new SumOperation(reduced, keepDim).Apply(Gradient(one, saved) * tangent);
    }
}
