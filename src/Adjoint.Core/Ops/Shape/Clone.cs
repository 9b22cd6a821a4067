namespace Adjoint;

internal sealed class CloneOperation : Operation, IOperationSamples
{
    public static readonly CloneOperation Instance = new();

    public static IEnumerable<Sample> Samples => [new(Instance, SampleInput.Real([2, 3]))];

    protected internal override Saved Saves => Saved.None;

    protected internal override TensorType Infer(ReadOnlySpan<Tensor> inputs)
    {
        Check.Count(this, inputs, 1);
        return inputs[0].Type;
    }

    protected internal override Tensor Forward(ReadOnlySpan<Tensor> inputs)
    {
        Infer(inputs);
        var result = inputs[0].NewUninitialized(inputs[0].Shape);
        inputs[0].Backend.Copy(inputs[0], result);
        return result;
    }

    protected internal override Tensor Vjp(int input, Tensor gradient, SavedValues saved) => gradient;

    protected internal override Tensor? Jvp(ReadOnlySpan<Tensor?> tangents, SavedValues saved) => tangents[0];
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>A copy with elements of its own, row-major without gaps; any element type (PyTorch: <c>clone()</c>).</summary>
        public Tensor Clone() => CloneOperation.Instance.Apply(x);

        /// <summary>
        /// The tensor itself if its elements lie row-major without gaps, else a copy that does (PyTorch: <c>contiguous()</c>).
        /// </summary>
        public Tensor Contiguous() => x.IsContiguous ? x : CloneOperation.Instance.Apply(x);
    }
}
