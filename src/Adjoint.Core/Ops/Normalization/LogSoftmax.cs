namespace Adjoint;

internal sealed class LogSoftmaxOperation : Operation, IOperationSamples
{
    public static readonly LogSoftmaxOperation Instance = new();

    public static IEnumerable<Sample> Samples => [new(Instance, SampleInput.Real([2, 3, 4])), new(Instance, SampleInput.Real([5]))];

    protected internal override Saved Saves => Saved.Output;

    // x - max - ln(sum of e^(x - max))
    protected internal override Tensor? Decompose(ReadOnlySpan<Tensor> inputs)
    {
        // Of no elements there is no greatest.
        if (inputs[0].ElementCount == 0) return null;
        var shifted = inputs[0] - inputs[0].Max(-1, keepDim: true);
        return shifted - shifted.Exp().Sum(-1, keepDim: true).Log();
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
        inputs[0].Backend.LogSoftmax(inputs[0].Dense(), result);
        return result;
    }

    // y_j = x_j - log sum_k exp x_k, so dx_j = g_j - exp(y_j) sum_k g_k
    protected internal override Tensor Vjp(int input, Tensor gradient, SavedValues saved) =>
        gradient - saved.Output.Exp() * gradient.Sum(-1, keepDim: true);

    protected internal override bool TryVjpFused(Tensor gradient, SavedValues saved, Span<Tensor?> inputGradients)
    {
        var result = gradient.NewUninitialized(gradient.Shape);
        gradient.Backend.LogSoftmaxBackward(gradient.Dense(), saved.Output.Dense(), result);
        inputGradients[0] = result;
        return true;
    }

    // dy_j = dx_j - sum_k exp(y_k) dx_k
    protected internal override Tensor? Jvp(ReadOnlySpan<Tensor?> tangents, SavedValues saved) =>
        tangents[0]! - (saved.Output.Exp() * tangents[0]!).Sum(-1, keepDim: true);
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// log(exp x_j / sum_k exp x_k) along a dimension, stable at any size of x; floats (PyTorch: <c>F.log_softmax</c>).
        /// </summary>
        /// <exception cref="ShapeException">The dimension does not exist.</exception>
        public Tensor LogSoftmax(int dim = -1) => x.AlongLast(dim, "log_softmax", LogSoftmaxOperation.Instance);

        /// <summary>Applies an operation that works along the last dimension along another one.</summary>
        internal Tensor AlongLast(int dim, string name, Operation operation)
        {
            var normal = x.Shape.Normalize(dim, name);
            return normal == x.Rank - 1 ? operation.Apply(x) : operation.Apply(x.Transpose(normal, -1)).Transpose(normal, -1);
        }
    }
}
