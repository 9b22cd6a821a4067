namespace Adjoint;

internal sealed class LogsumexpOperation(bool[] reduced, bool keepDim) : Operation, IOperationSamples
{
    public static IEnumerable<Sample> Samples =>
    [
        new(new LogsumexpOperation([true, true], false), SampleInput.Real([2, 3])),
        new(new LogsumexpOperation([false, true, false], true), SampleInput.Real([2, 3, 4])),
        new(new LogsumexpOperation([true, false, true], false), SampleInput.Real([2, 3, 4])),
    ];

    public override IEnumerable<KeyValuePair<string, object>> Attributes => new SumOperation(reduced, keepDim).Attributes;

    protected internal override Saved Saves => Saved.Input0 | Saved.Output;

    // ln(sum of e^(x - max)) + max
    protected internal override Tensor? Decompose(ReadOnlySpan<Tensor> inputs)
    {
        // Of no elements there is no greatest.
        if (inputs[0].ElementCount == 0) return null;
        var greatest = new MaxOperation(reduced, keepDim: true).Apply(inputs[0]);
        // An infinite one would take infinity from infinity.
        greatest = Tensor.Where(greatest.IsFinite(), greatest, 0);
        var sum = new SumOperation(reduced, keepDim: true).Apply((inputs[0] - greatest).Exp());
        return (sum.Log() + greatest).Reshape(Infer(inputs).Shape);
    }

    protected internal override TensorType Infer(ReadOnlySpan<Tensor> inputs)
    {
        Check.Count(this, inputs, 1);
        var x = inputs[0];
        Check.Float(this, x);
        if (x.Rank == reduced.Length) return new TensorType(ReduceOperation.Fold(x.Shape, reduced, keepDim), x.DType);
        throw new ShapeException(Name, $"was made for {reduced.Length} dimensions, and its input has shape {x.Shape}.");
    }

    // max + ln(sum of e^(x - max)): no exponential overflows, and the greatest is 1.
    protected internal override Tensor Forward(ReadOnlySpan<Tensor> inputs)
    {
        var type = Infer(inputs);
        var x = inputs[0].Detach();
        if (x.ElementCount == 0) return x.NewFull(type.Shape, double.NegativeInfinity);
        var greatest = new MaxOperation(reduced, keepDim: true).Apply(x);
        // An infinite greatest element must not be subtracted from itself.
        var shift = Tensor.Where(greatest.IsFinite(), greatest, 0);
        var sum = new SumOperation(reduced, keepDim: true).Apply((x - shift).Exp());
        return (sum.Log() + shift).Reshape(type.Shape);
    }

    // dy = the sum over i of e^(x_i - y) dx_i; of nothing but minus infinities, y is one too, and the weights are 0.
    protected internal override Tensor Vjp(int input, Tensor gradient, SavedValues saved) =>
        gradient.Reshape(Kept(saved)) * Weights(saved);

    protected internal override Tensor? Jvp(ReadOnlySpan<Tensor?> tangents, SavedValues saved) =>
        new SumOperation(reduced, keepDim).Apply(Weights(saved) * tangents[0]!);

    private Shape Kept(SavedValues saved) => ReduceOperation.Fold(saved.InputShape(0), reduced, keepDim: true);

    private Tensor Weights(SavedValues saved)
    {
        var y = saved.Output.Reshape(Kept(saved));
        return (saved.Input(0) - Tensor.Where(y.Equal(double.NegativeInfinity), 0, y)).Exp();
    }
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// ln(sum of e^x) over all elements, or over the given dimensions, stable at any size of x; floats; minus infinity of no elements
        /// (PyTorch: <c>torch.logsumexp</c>).
        /// </summary>
        /// <param name="dims">The dimensions to fold; negative ones count from the end; none for all.</param>
        /// <param name="keepDim">Keep the folded dimensions with size 1.</param>
        /// <exception cref="ShapeException">A dimension does not exist or is given twice.</exception>
        public Tensor LogSumExp(ReadOnlySpan<int> dims = default, bool keepDim = false) =>
            new LogsumexpOperation(ReduceOperation.Mark(x, dims, "logsumexp"), keepDim).Apply(x);

        /// <inheritdoc cref="LogSumExp(Tensor, ReadOnlySpan{int}, bool)"/>
        public Tensor LogSumExp(int dim, bool keepDim = false) => x.LogSumExp([dim], keepDim);
    }
}
