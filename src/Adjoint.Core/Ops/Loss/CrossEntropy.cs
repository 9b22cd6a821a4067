namespace Adjoint;

internal sealed class CrossEntropyOperation : Operation, IOperationSamples
{
    public static readonly CrossEntropyOperation Instance = new();

    public static IEnumerable<Sample> Samples => [new(Instance, SampleInput.Real([4, 3]), SampleInput.Index([4], 3))];

    // -log softmax(x)_t
    protected internal override Tensor Decompose(ReadOnlySpan<Tensor> inputs)
    {
        CheckClasses(inputs[1].Dense(), inputs[0].Shape[1]);
        return -inputs[0].LogSoftmax().Gather(1, inputs[1].Unsqueeze(1)).Squeeze(1);
    }

    protected internal override TensorType Infer(ReadOnlySpan<Tensor> inputs)
    {
        Check.Count(this, inputs, 2);
        var (logits, target) = (inputs[0], inputs[1]);
        Check.Float(this, logits);
        Check.DTypeIs(this, target, DType.Int64, "target");
        if (logits.Rank != 2 || target.Rank != 1 || logits.Shape[0] != target.Shape[0] || logits.Shape[1] == 0)
        {
            throw new ShapeException(Name, "takes logits [batch, classes] and a target of class indices [batch], "
                + $"and their shapes are {logits.Shape} and {target.Shape}.");
        }
        return new TensorType(target.Shape, logits.DType);
    }

    protected internal override Tensor Forward(ReadOnlySpan<Tensor> inputs) => Forward(inputs, out _);

    // The auxiliary tensor holds m = max x and ln(sum of e^(x - m)) of each example: [2, batch].
    protected internal override Tensor Forward(ReadOnlySpan<Tensor> inputs, out Tensor? auxiliary)
    {
        var type = Infer(inputs);
        var (logits, target) = (inputs[0].Dense(), inputs[1].Dense());
        var (batch, backend) = (type.Shape[0], logits.Backend);
        CheckClasses(target, logits.Shape[1]);
        auxiliary = logits.NewUninitialized([2, batch]);
        var (greatest, logarithm) = PartsOf(auxiliary);
        backend.LogSumExp(logits, greatest, logarithm);
        var picked = logits.NewUninitialized([batch, 1]);
        backend.Gather(logits, 1, target.View([batch, 1], [1, 1], target.Offset), picked);
        // (m - x_t) + ln s: the two great numbers meet first.
        var result = logits.NewUninitialized(type.Shape);
        backend.Zip(SubOperation.FusedKernel, greatest, picked.View(type.Shape, type.Shape.ContiguousStrides, 0), result);
        backend.Zip(AddOperation.FusedKernel, result, logarithm, result);
        return result;
    }

    private static (Tensor Greatest, Tensor Logarithm) PartsOf(Tensor auxiliary)
    {
        var batch = auxiliary.Shape[1];
        return (auxiliary.View([batch], [1], auxiliary.Offset), auxiliary.View([batch], [1], auxiliary.Offset + batch));
    }

    // loss_i = -log softmax(x_i)[t_i], so dx_ij = g_i (softmax(x_i)_j - 1[j = t_i])
    protected internal override Tensor? Vjp(int input, Tensor gradient, SavedValues saved)
    {
        if (input == 1) return null;
        var (column, target) = (gradient.Unsqueeze(1), saved.Input(1).Unsqueeze(1));
        return (saved.Input(0).Softmax() * column).ScatterAdd(1, target, -column);
    }

    // dloss_i = sum_j softmax(x_i)_j dx_ij - dx_i[t_i]
    protected internal override Tensor? Jvp(ReadOnlySpan<Tensor?> tangents, SavedValues saved)
    {
        var tangent = tangents[0]!;
        return (saved.Input(0).Softmax() * tangent).Sum(1) - tangent.Gather(1, saved.Input(1).Unsqueeze(1)).Squeeze(1);
    }

    protected internal override bool TryVjpFused(Tensor gradient, SavedValues saved, Span<Tensor?> inputGradients)
    {
        var (dense, backend) = (gradient.Dense(), gradient.Backend);
        var (greatest, logarithm) = PartsOf(saved.Auxiliary);
        var result = gradient.NewUninitialized(saved.InputShape(0));
        backend.WeightedSoftmax(saved.Input(0).Dense(), greatest, logarithm, dense, result);
        backend.ScatterAdd(result, 1, saved.Input(1).Unsqueeze(1), -dense.Unsqueeze(1));
        inputGradients[0] = result;
        return true;
    }

    private void CheckClasses(Tensor target, int classes)
    {
        var labels = target.Values<long>()[..target.ElementCount];
        for (var i = 0; i < labels.Length; i++)
        {
            if ((ulong)labels[i] < (ulong)classes) continue;
            throw new ArgumentOutOfRangeException(nameof(target), ErrorText.Of(Name,
                $"target[{i}] is {labels[i]}, and the logits have {classes} classes, 0..{classes - 1}."));
        }
        GC.KeepAlive(target);
    }
}

public static partial class TensorOperations
{
    extension(Tensor logits)
    {
        /// <summary>
        /// The cross-entropy of each example, -log softmax(x_i)[t_i], from scores before the softmax; stable at any size of the scores, and
        /// one step of the graph (TUM lecture 5; PyTorch: <c>F.cross_entropy(reduction="none")</c>).
        /// </summary>
        /// <param name="target">Class indices [batch], int64.</param>
        /// <returns>One loss an example, [batch].</returns>
        /// <exception cref="ShapeException">The logits are not [batch, classes] or the target is not [batch].</exception>
        /// <exception cref="ArgumentOutOfRangeException">A class index lies outside 0..classes-1.</exception>
        public Tensor CrossEntropy(Tensor target) => CrossEntropyOperation.Instance.Apply(logits, target);
    }
}
