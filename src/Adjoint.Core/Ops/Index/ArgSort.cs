namespace Adjoint;

internal sealed class ArgsortOperation(int dim, bool descending) : Operation, IOperationSamples
{
    public static IEnumerable<Sample> Samples =>
    [
        new(new ArgsortOperation(0, false), SampleInput.Distinct([5])),
        new(new ArgsortOperation(1, true), SampleInput.Distinct([2, 4])),
        new(new ArgsortOperation(0, false), SampleInput.Index([4, 2], 3)),
    ];

    public override IEnumerable<KeyValuePair<string, object>> Attributes => [new("dim", dim), new("descending", descending)];

    protected internal override Saved Saves => Saved.None;

    protected internal override bool IsDifferentiable => false;

    protected internal override string WhyNotDifferentiable => "its result is a position and has no derivative";

    protected internal override TensorType Infer(ReadOnlySpan<Tensor> inputs)
    {
        Check.Count(this, inputs, 1);
        if (dim >= inputs[0].Rank) throw new ShapeException(Name, $"dim {dim} does not exist in shape {inputs[0].Shape}.");
        return new TensorType(inputs[0].Shape, DType.Int64);
    }

    protected internal override Tensor Forward(ReadOnlySpan<Tensor> inputs)
    {
        var type = Infer(inputs);
        var positions = inputs[0].NewUninitialized(type.Shape, type.DType);
        positions.Backend.ArgSort(inputs[0], dim, descending, positions);
        return positions;
    }

    protected internal override Tensor? Vjp(int input, Tensor gradient, SavedValues saved) => null;
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// The positions (int64) that put the elements in order along a dimension. Equal elements keep their order; NaN counts as the
        /// largest (PyTorch: <c>argsort(stable=True)</c>).
        /// </summary>
        /// <param name="dim">The dimension; negative ones count from the end.</param>
        /// <param name="descending">Largest first.</param>
        /// <exception cref="ShapeException">The dimension does not exist.</exception>
        public Tensor ArgSort(int dim = -1, bool descending = false) =>
            new ArgsortOperation(x.Shape.Normalize(dim, "argsort"), descending).Apply(x);
    }
}
