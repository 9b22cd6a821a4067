namespace Adjoint;

internal sealed class SliceOperation(SliceAxis[] axes) : ViewOperation, IOperationSamples
{
    public static IEnumerable<Sample> Samples =>
    [
        new(new SliceOperation([new(1, 2, 1), new(0, 3, 1)]), SampleInput.Real([4, 3])),
        new(new SliceOperation([new(1, 1, 1, IsRemoved: true), new(0, 2, 3)]), SampleInput.Real([2, 5])),
        new(new SliceOperation([new(4, 3, -2)]), SampleInput.Real([5])),
    ];

    public override IEnumerable<KeyValuePair<string, object>> Attributes => [new("ranges", string.Join(", ", axes))];

    public override Tensor ViewOf(Tensor x)
    {
        if (x.Rank != axes.Length)
        {
            throw new ShapeException(Name, $"was made for {axes.Length} dimensions, and its input has shape {x.Shape}.");
        }
        Span<int> sizes = stackalloc int[axes.Length];
        Span<int> strides = stackalloc int[axes.Length];
        var (rank, offset) = (0, x.Offset);
        for (var dim = 0; dim < axes.Length; dim++)
        {
            ref readonly var axis = ref axes[dim];
            if (!axis.FitsInto(x.Shape[dim])) throw new ShapeException(Name, $"{axis} goes beyond dimension {dim} of shape {x.Shape}.");
            // A slice of no elements has no first one: its offset stays inside the storage.
            if (axis.Count > 0) offset += axis.Start * x.Strides[dim];
            if (axis.IsRemoved) continue;
            sizes[rank] = axis.Count;
            strides[rank++] = x.Strides[dim] * axis.Step;
        }
        return x.View(Shape.Create(sizes[..rank]), strides[..rank].ToArray(), offset);
    }

    /// <summary>Takes a run of elements along one dimension and all of the others.</summary>
    public static SliceOperation Along(Shape shape, int dim, SliceAxis axis)
    {
        var axes = new SliceAxis[shape.Rank];
        for (var i = 0; i < axes.Length; i++) axes[i] = SliceAxis.All(shape[i]);
        axes[dim] = axis;
        return new SliceOperation(axes);
    }
}
