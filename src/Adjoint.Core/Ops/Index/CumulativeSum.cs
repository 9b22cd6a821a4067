namespace Adjoint;

/// <summary>y[.., i, ..] = sum over j up to i of x[.., j, ..] along one dimension.</summary>
internal sealed class CumulativeSumOperation(int dim) : Operation, IOperationSamples
{
    public static IEnumerable<Sample> Samples =>
    [
        new(new CumulativeSumOperation(0), SampleInput.Real([4])),
        new(new CumulativeSumOperation(1), SampleInput.Real([2, 3, 2])),
    ];

    public override IEnumerable<KeyValuePair<string, object>> Attributes => [new("dim", dim)];

    protected internal override Saved Saves => Saved.None;

    protected internal override TensorType Infer(ReadOnlySpan<Tensor> inputs)
    {
        Check.Count(this, inputs, 1);
        var x = inputs[0];
        Check.FloatOrInt64(this, x);
        if (dim >= x.Rank) throw new ShapeException(Name, $"dim {dim} does not exist in shape {x.Shape}.");
        return x.Type;
    }

    protected internal override Tensor Forward(ReadOnlySpan<Tensor> inputs)
    {
        var type = Infer(inputs);
        var result = inputs[0].NewUninitialized(type.Shape);
        result.Backend.CumulativeSum(inputs[0], dim, result);
        return result;
    }

    // x[j] is in every sum from j on: dx[j] = the sum over i from j on of g[i], a running sum from the other end
    protected internal override Tensor Vjp(int input, Tensor gradient, SavedValues saved) => Apply(gradient.Flip(dim)).Flip(dim);

    protected internal override Tensor? Jvp(ReadOnlySpan<Tensor?> tangents, SavedValues saved) => Apply(tangents[0]!);
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>The running sum along a dimension; floats or int64 (PyTorch: <c>cumsum</c>).</summary>
        /// <param name="dim">The dimension; negative ones count from the end.</param>
        /// <exception cref="ShapeException">The dimension does not exist.</exception>
        public Tensor CumulativeSum(int dim) => new CumulativeSumOperation(x.Shape.Normalize(dim, "cumulative_sum")).Apply(x);
    }
}
