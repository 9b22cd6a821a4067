namespace Adjoint;

/// <summary>Shows elements of its input in another arrangement without copying them; no element appears twice.</summary>
internal abstract class ViewOperation : Operation
{
    protected internal sealed override Saved Saves => Saved.None;

    /// <summary>The view itself, without a record; checks the shape.</summary>
    public abstract Tensor ViewOf(Tensor x);

    protected internal sealed override TensorType Infer(ReadOnlySpan<Tensor> inputs)
    {
        Check.Count(this, inputs, 1);
        return ViewOf(inputs[0]).Type;
    }

    protected internal sealed override Tensor Forward(ReadOnlySpan<Tensor> inputs)
    {
        Check.Count(this, inputs, 1);
        return ViewOf(inputs[0]);
    }

    private protected sealed override Tensor ForwardMeta(ReadOnlySpan<Tensor> inputs) => Forward(inputs);

    // The adjoint of picking elements is putting them back into zeros.
    protected internal override Tensor Vjp(int input, Tensor gradient, SavedValues saved) =>
        new EmbedOperation(this, saved.InputShape(0)).Apply(gradient);

    protected internal override Tensor? Jvp(ReadOnlySpan<Tensor?> tangents, SavedValues saved) => Apply(tangents[0]!);
}
