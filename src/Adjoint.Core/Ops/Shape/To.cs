namespace Adjoint;

internal sealed class ToOperation(DType dtype) : Operation, IOperationSamples
{
    public static IEnumerable<Sample> Samples => [new(new ToOperation(DType.Float64), SampleInput.Real([2, 3]))];

    public override IEnumerable<KeyValuePair<string, object>> Attributes => [new("dtype", dtype.Text)];

    protected internal override Saved Saves => Saved.None;

    protected internal override bool IsDifferentiable => dtype.IsFloat;

    protected internal override string WhyNotDifferentiable => $"its result is {dtype.Text}, which carries no gradient";

    protected internal override TensorType Infer(ReadOnlySpan<Tensor> inputs)
    {
        Check.Count(this, inputs, 1);
        return new TensorType(inputs[0].Shape, dtype);
    }

    protected internal override Tensor Forward(ReadOnlySpan<Tensor> inputs)
    {
        var type = Infer(inputs);
        var result = inputs[0].NewUninitialized(type.Shape, type.DType);
        inputs[0].Backend.Copy(inputs[0], result);
        return result;
    }

    // The gradient goes back in the input's own type; only floats carry one, and a change of float type is undone by its counterpart.
    protected internal override Tensor Vjp(int input, Tensor gradient, SavedValues saved) =>
        gradient.To(saved.InputType(0).DType);

    protected internal override Tensor? Jvp(ReadOnlySpan<Tensor?> tangents, SavedValues saved) => Apply(tangents[0]!);
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// The same values in another element type, or the tensor itself if it has that type. Floats become integers by truncation, numbers
        /// become bool by "is not 0", bool becomes 0 and 1 (PyTorch: <c>to(dtype)</c>).
        /// </summary>
        public Tensor To(DType dtype) => x.DType == dtype ? x : new ToOperation(dtype).Apply(x);
    }
}
