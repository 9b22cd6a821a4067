using Adjoint.Backends;
using Adjoint.Graphs;

namespace Adjoint;

/// <summary>
/// y = w (x - m)/sqrt(v + epsilon) + b with given m and v, [channels]. Inputs: x, m, v, then w, then b, which may be left out.
/// </summary>
internal sealed class BatchNormInferenceOperation(double epsilon) : Operation, IOperationSamples
{
    public static IEnumerable<Sample> Samples =>
    [
        new(new BatchNormInferenceOperation(1e-5), SampleInput.Real([2, 3]), SampleInput.Real([3]), SampleInput.Real([3], 0.5, 2),
            SampleInput.Real([3]), SampleInput.Real([3])),
        new(new BatchNormInferenceOperation(1e-5), SampleInput.Real([3, 2, 20]), SampleInput.Real([2]), SampleInput.Real([2], 0.5, 2),
            SampleInput.Real([2])),
        new(new BatchNormInferenceOperation(0.1), SampleInput.Real([2, 3, 4, 5]), SampleInput.Real([3]), SampleInput.Real([3], 0.5, 2)),
    ];

    public override IEnumerable<KeyValuePair<string, object>> Attributes => [new("epsilon", epsilon)];

    protected internal override Saved Saves => Saved.Input0 | Saved.Input1 | Saved.Input2 | Saved.Input(3);

    // One line an element.
    protected internal override long CountFlops(Node node) => 2L * node.Type.Shape.ElementCount;

    protected internal override TensorType Infer(ReadOnlySpan<Tensor> inputs)
    {
        if (inputs.Length is not (4 or 5)) Check.Count(this, inputs, 3);
        var x = inputs[0];
        Check.Float(this, x);
        ChannelShape.Inner(Name, x.Shape);
        for (var i = 1; i < inputs.Length; i++)
        {
            Check.SameDType(this, x, inputs[i]);
            if (inputs[i].Rank == 1 && inputs[i].Shape[0] == x.Shape[1]) continue;
            string[] roles = ["mean", "variance", "weight", "bias"];
            throw new ShapeException(Name, $"the input has shape {x.Shape}, so its {roles[i - 1]} must have shape [{x.Shape[1]}], and has "
                + $"{inputs[i].Shape}.");
        }
        return x.Type;
    }

    protected internal override Tensor Forward(ReadOnlySpan<Tensor> inputs)
    {
        var type = Infer(inputs);
        var x = inputs[0];
        var result = x.NewUninitialized(type.Shape);
        if (x.ElementCount == 0) return result;
        var statistics = Statistics(inputs[1], inputs[2]);
        var weight = inputs.Length > 3 ? inputs[3].Dense() : null;
        x.Backend.Normalize(Geometry(x.Shape), x.Dense(), weight, inputs.Length > 4 ? inputs[4].Dense() : null, statistics, result);
        return result;
    }

    protected internal override Tensor Decompose(ReadOnlySpan<Tensor> inputs)
    {
        var y = (inputs[0] - PerChannel(inputs[1], inputs[0])) / (PerChannel(inputs[2], inputs[0]) + epsilon).Sqrt();
        if (inputs.Length > 3) y *= PerChannel(inputs[3], inputs[0]);
        return inputs.Length > 4 ? y + PerChannel(inputs[4], inputs[0]) : y;
    }

    // With s = (v + epsilon)^(-1/2): dx = g w s, dm = -sum of g w s, dv = -s^2/2 times the sum of g w (x - m) s, dw and db as in training
    protected internal override Tensor? Vjp(int input, Tensor gradient, SavedValues saved)
    {
        if (input == 4) return SumOverChannels(gradient);
        var (x, scale) = (saved.Input(0), (saved.Input(2) + epsilon).Rsqrt());
        var factor = saved.InputCount > 3 ? scale * saved.Input(3) : scale;
        if (input == 0) return gradient * PerChannel(factor, x);
        if (input == 1) return -SumOverChannels(gradient) * factor;
        var product = SumOverChannels(gradient * (x - PerChannel(saved.Input(1), x)));
        return input == 3 ? product * scale : product * factor * scale * scale * -0.5;
    }

    protected internal override bool TryVjpFused(Tensor gradient, SavedValues saved, Span<Tensor?> inputGradients)
    {
        var x = saved.Input(0);
        if (x.ElementCount == 0) return false;
        var byInput = saved.NeedsGradient(0) ? gradient.NewUninitialized(x.Shape) : null;
        var (byWeight, byBias) = (gradient.NewUninitialized([x.Shape[1]]), gradient.NewUninitialized([x.Shape[1]]));
        var weight = saved.InputCount > 3 ? saved.Input(3) : null;
        gradient.Backend.NormalizeBackward(Geometry(x.Shape), x.Dense(), Statistics(saved.Input(1), saved.Input(2)), weight?.Dense(),
            gradient.Dense(), byInput, byWeight, byBias);
        inputGradients[0] = byInput;
        if (inputGradients.Length > 3) inputGradients[3] = byWeight;
        if (inputGradients.Length > 4) inputGradients[4] = byBias;
        if (!saved.NeedsGradient(1) && !saved.NeedsGradient(2)) return true;
        var scale = (saved.Input(2) + epsilon).Rsqrt();
        var factor = weight is null ? scale : scale * weight;
        inputGradients[1] = -byBias * factor;
        inputGradients[2] = byWeight * factor * scale * -0.5;
        return true;
    }

    private NormalizationGeometry Geometry(Shape x) => new(x[0], x[1], 1, ChannelShape.Inner(Name, x), true, true, true, epsilon);

    private static Tensor Statistics(Tensor mean, Tensor variance)
    {
        var channels = mean.ElementCount;
        var statistics = mean.NewUninitialized([2, channels], DType.Float64);
        mean.Backend.Copy(mean, statistics.View([channels], [1], 0));
        mean.Backend.Copy(variance, statistics.View([channels], [1], channels));
        return statistics;
    }

    private static Tensor PerChannel(Tensor values, Tensor x)
    {
        Span<int> sizes = stackalloc int[x.Rank - 1];
        sizes.Fill(1);
        sizes[0] = values.ElementCount;
        return values.Reshape(Shape.Create(sizes));
    }

    private static Tensor SumOverChannels(Tensor x) => x.Sum([0, .. Enumerable.Range(2, x.Rank - 2)]);
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// Batch normalisation of [batch, channels, ..] with statistics from elsewhere, those of training as a rule:
        /// y = (x - m)/sqrt(v + epsilon) w + b (Ioffe and Szegedy, 2015; PyTorch: <c>F.batch_norm(training=False)</c>). float32 or float64.
        /// </summary>
        /// <param name="mean">m, [channels].</param>
        /// <param name="variance">v, [channels].</param>
        /// <param name="weight">w, [channels]; 1 if omitted.</param>
        /// <param name="bias">b, [channels]; 0 if omitted.</param>
        /// <param name="epsilon">Added to the variance; 0 or more.</param>
        /// <exception cref="ShapeException">There are less than two dimensions, or another argument is not [channels].</exception>
        /// <exception cref="DTypeException">The element types are not floats or differ.</exception>
        /// <exception cref="ArgumentOutOfRangeException">Epsilon is negative or not finite.</exception>
        public Tensor BatchNormInference(
            Tensor mean, Tensor variance, Tensor? weight = null, Tensor? bias = null, double epsilon = 1e-5)
        {
            var operation = new BatchNormInferenceOperation(Check.NotNegative(epsilon, "batch_norm_inference"));
            if (weight is null && bias is null) return operation.Apply(x, mean, variance);
            if (bias is null) return operation.Apply(x, mean, variance, weight!);
            return operation.Apply(x, mean, variance, weight ?? x.NewFull(bias.Shape, 1), bias);
        }
    }
}
