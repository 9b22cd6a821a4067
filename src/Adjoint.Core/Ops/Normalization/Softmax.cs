namespace Adjoint;

internal sealed class SoftmaxOperation : Operation, IOperationSamples
{
    public static readonly SoftmaxOperation Instance = new();

    public static IEnumerable<Sample> Samples => [new(Instance, SampleInput.Real([2, 3, 4])), new(Instance, SampleInput.Real([5]))];

    protected internal override Saved Saves => Saved.Output;

    // e^(x - max) / sum of e^(x - max), as a distribution does not change when all scores move together
    protected internal override Tensor? Decompose(ReadOnlySpan<Tensor> inputs)
    {
        // Of no elements there is no greatest.
        if (inputs[0].ElementCount == 0) return null;
        var exponentials = (inputs[0] - inputs[0].Max(-1, keepDim: true)).Exp();
        return exponentials / exponentials.Sum(-1, keepDim: true);
    }

    protected internal override TensorType Infer(ReadOnlySpan<Tensor> inputs)
    {
        Check.Count(this, inputs, 1);
        Check.Float(this, inputs[0]);
        if (inputs[0].Rank == 0) throw new ShapeException(Name, "needs at least one dimension, and its input is a single number.");
        return inputs[0].Type;
    }

    protected internal override Tensor Forward(ReadOnlySpan<Tensor> inputs)
    {
        var type = Infer(inputs);
        var result = inputs[0].NewUninitialized(type.Shape, type.DType);
        inputs[0].Backend.Softmax(inputs[0].Dense(), result);
        return result;
    }

    // dy_j/dx_k = y_j (1[j = k] - y_k)
    protected internal override Tensor Vjp(int input, Tensor gradient, SavedValues saved)
    {
        var weighted = gradient * saved.Output;
        return weighted - saved.Output * weighted.Sum(-1, keepDim: true);
    }

    protected internal override bool TryVjpFused(Tensor gradient, SavedValues saved, Span<Tensor?> inputGradients)
    {
        var result = gradient.NewUninitialized(gradient.Shape);
        gradient.Backend.SoftmaxBackward(gradient.Dense(), saved.Output.Dense(), result);
        inputGradients[0] = result;
        return true;
    }

    // The Jacobian is symmetric.
    protected internal override Tensor? Jvp(ReadOnlySpan<Tensor?> tangents, SavedValues saved) => Vjp(0, tangents[0]!, saved);
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>exp x_j / sum_k exp x_k along a dimension, stable at any size of x; floats (PyTorch: <c>F.softmax</c>).</summary>
        /// <exception cref="ShapeException">The dimension does not exist.</exception>
        public Tensor Softmax(int dim = -1) => x.AlongLast(dim, "softmax", SoftmaxOperation.Instance);
    }
}
