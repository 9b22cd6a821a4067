using Adjoint.Backends;
using Adjoint.Graphs;

namespace Adjoint;

/// <summary>y = x Wᵀ + b as one step, with x [.., in], W [out, in] and, as an optional third input, b [out].</summary>
internal sealed class LinearOperation : Operation, IOperationSamples
{
    public static readonly LinearOperation Instance = new();

    public static IEnumerable<Sample> Samples =>
    [
        new(Instance, SampleInput.Real([4, 3]), SampleInput.Real([2, 3]), SampleInput.Real([2])),
        new(Instance, SampleInput.Real([2, 1, 3]), SampleInput.Real([4, 3])),
        new(Instance, SampleInput.Real([3]), SampleInput.Real([2, 3]), SampleInput.Real([2])),
    ];

    protected internal override Saved Saves => Saved.Input0 | Saved.Input1;

    // Each output element takes one product and one sum an input feature, and one sum for the bias.
    protected internal override long CountFlops(Node node) =>
        node.Type.Shape.ElementCount * (2L * node.InputType(1).Shape[1] + (node.InputCount == 3 ? 1 : 0));

    // x Wᵀ + b
    protected internal override Tensor Decompose(ReadOnlySpan<Tensor> inputs)
    {
        var product = inputs[0].Matmul(inputs[1].T);
        return inputs.Length == 3 ? product + inputs[2] : product;
    }

    protected internal override TensorType Infer(ReadOnlySpan<Tensor> inputs)
    {
        if (inputs.Length != 3) Check.Count(this, inputs, 2);
        var (x, weight) = (inputs[0], inputs[1]);
        Check.Float(this, x);
        Check.SameDType(this, x, weight);
        Check.RankIs(this, weight, 2, "weight", "[outFeatures, inFeatures]");
        if (x.Rank == 0 || x.Shape[^1] != weight.Shape[1])
        {
            throw new ShapeException(Name, $"input {x.Shape}, weight {weight.Shape}: the last size of the input"
                + (x.Rank == 0 ? "" : $", {x.Shape[^1]},") + $" must equal the weight's inFeatures, {weight.Shape[1]}."
                + " Hint: images go through Flatten(1) first; a weight has shape [outFeatures, inFeatures].");
        }
        if (inputs.Length == 3) CheckBias(x, weight, inputs[2]);
        Span<int> sizes = stackalloc int[x.Rank];
        x.Shape.Sizes.CopyTo(sizes);
        sizes[^1] = weight.Shape[0];
        return new TensorType(Shape.Create(sizes), x.DType);
    }

    protected internal override Tensor Forward(ReadOnlySpan<Tensor> inputs)
    {
        var type = Infer(inputs);
        var result = inputs[0].NewUninitialized(type.Shape, type.DType);
        result.Backend.Matmul(
            MatrixView.Rows(inputs[0]), MatrixView.Transposed(inputs[1]), inputs.Length == 3 ? inputs[2] : null, MatrixView.Rows(result));
        return result;
    }

    // dx = g W, dW = gᵀ x with all leading dimensions as rows, db = the column sums of g
    protected internal override Tensor? Vjp(int input, Tensor gradient, SavedValues saved)
    {
        if (input == 0) return gradient.Matmul(saved.Input(1));
        if (input == 2) return gradient.SumTo(saved.InputShape(2));
        var rows = MatrixView.RowCount(gradient.Shape);
        return gradient.Reshape([rows, gradient.Shape[^1]]).T.Matmul(saved.Input(0).Reshape([rows, saved.InputShape(0)[^1]]));
    }

    protected internal override Tensor? Jvp(ReadOnlySpan<Tensor?> tangents, SavedValues saved) =>
        Bilinear.Jvp(this, tangents, saved) ?? tangents[2]!.StretchTo(saved.OutputType.Shape);

    protected internal override bool TryVjpFused(Tensor gradient, SavedValues saved, Span<Tensor?> inputGradients)
    {
        var backend = gradient.Backend;
        var rows = MatrixView.Rows(gradient);
        if (saved.NeedsGradient(0))
        {
            var weight = saved.Input(1);
            var result = gradient.NewUninitialized(saved.InputShape(0));
            backend.Matmul(rows, MatrixView.Rows(weight), null, MatrixView.Rows(result));
            inputGradients[0] = result;
        }
        if (saved.NeedsGradient(1))
        {
            var result = gradient.NewUninitialized(saved.InputShape(1));
            backend.Matmul(MatrixView.Transposed(rows), MatrixView.Rows(saved.Input(0)), null, MatrixView.Rows(result));
            inputGradients[1] = result;
        }
        if (inputGradients.Length == 3 && saved.NeedsGradient(2))
        {
            var result = gradient.NewUninitialized(saved.InputShape(2));
            backend.Reduce(Reduction.Sum, rows, [true, true, false], result);
            inputGradients[2] = result;
        }
        return true;
    }

    private void CheckBias(Tensor x, Tensor weight, Tensor bias)
    {
        Check.SameDType(this, x, bias);
        if (bias.Rank == 1 && bias.Shape[0] == weight.Shape[0]) return;
        throw new ShapeException(Name, $"weight {weight.Shape}, bias {bias.Shape}: the bias must have shape [outFeatures], that is "
            + $"[{weight.Shape[0]}].");
    }
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>y = x Wᵀ + b over the last dimension, as one step; float32 or float64 (PyTorch: <c>F.linear</c>).</summary>
        /// <param name="weight">W [outFeatures, inFeatures]; x has shape [.., inFeatures], the result [.., outFeatures].</param>
        /// <param name="bias">b [outFeatures]; none if omitted.</param>
        /// <exception cref="ShapeException">The last size of x is not inFeatures, or weight or bias have other dimensions.</exception>
        /// <exception cref="DTypeException">The element types are not floats or differ.</exception>
        public Tensor Linear(Tensor weight, Tensor? bias = null) =>
            bias is null ? LinearOperation.Instance.Apply(x, weight) : LinearOperation.Instance.Apply(x, weight, bias);
    }
}
