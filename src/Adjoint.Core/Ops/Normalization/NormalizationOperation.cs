using Adjoint.Backends;
using Adjoint.Graphs;

namespace Adjoint;

/// <summary>
/// y = w x1 + b with the standardised x1 = (x - mean)/sqrt(variance + epsilon). Which elements share a mean, and which a weight, is the
/// derived class's business. Inputs: x, then weight, then bias; the last or both of these may be left out. The backend keeps means and
/// variances, in double precision, as the auxiliary tensor [2, groups].
/// </summary>
internal abstract class NormalizationOperation(double epsilon) : Operation
{
    public double Epsilon { get; } = epsilon;

    protected internal override Saved Saves => Saved.Input0 | Saved.Input1;

    /// <summary>The input's sizes as those of groups that share their statistics.</summary>
    /// <exception cref="ShapeException">The input does not fit.</exception>
    private protected abstract NormalizationGeometry GeometryOf(Shape x);

    /// <summary>The shape of weight and bias for an input that fits.</summary>
    private protected abstract Shape WeightShapeOf(Shape x);

    /// <summary>Applies the operation with those of weight and bias that are given.</summary>
    public Tensor ApplyTo(Tensor x, Tensor? weight, Tensor? bias) => Apply(Inputs(x, weight, bias));

    /// <summary>Also hands out mean and variance of each group, [groups] in float64, without a record.</summary>
    public Tensor ApplyTo(Tensor x, Tensor? weight, Tensor? bias, out Tensor mean, out Tensor variance)
    {
        var result = Apply(Inputs(x, weight, bias), out var kept);
        // In smaller steps nobody has them: they are found again.
        var statistics = kept ?? StatisticsOf(x);
        var groups = statistics.Shape[1];
        mean = statistics.View([groups], [1], statistics.Offset);
        variance = statistics.View([groups], [1], statistics.Offset + groups);
        return result;
    }

    private static Tensor[] Inputs(Tensor x, Tensor? weight, Tensor? bias)
    {
        if (weight is null && bias is null) return [x];
        return bias is null ? [x, weight!] : [x, weight ?? x.NewFull(bias.Shape, 1), bias];
    }

    private Tensor StatisticsOf(Tensor x)
    {
        if (!x.HasElements) return Tensor.Meta([2, GeometryOf(x.Shape).StatisticsCount], DType.Float64);
        using var noGrad = NoGrad.Begin();
        Forward([x], out var statistics);
        return statistics!;
    }

    // A sum each for mean and gradient of the mean, a difference, a square and a sum for the variance, and two lines.
    protected internal override long CountFlops(Node node) => 8L * node.Type.Shape.ElementCount;

    protected internal override TensorType Infer(ReadOnlySpan<Tensor> inputs)
    {
        if (inputs.Length is not (2 or 3)) Check.Count(this, inputs, 1);
        var x = inputs[0];
        Check.Float(this, x);
        GeometryOf(x.Shape);
        var expected = WeightShapeOf(x.Shape);
        for (var i = 1; i < inputs.Length; i++)
        {
            Check.SameDType(this, x, inputs[i]);
            if (inputs[i].Shape == expected) continue;
            throw new ShapeException(Name, $"the input has shape {x.Shape}, so its {(i == 1 ? "weight" : "bias")} must have shape "
                + $"{expected}, and has {inputs[i].Shape}.");
        }
        return x.Type;
    }

    protected internal override Tensor Forward(ReadOnlySpan<Tensor> inputs) => Forward(inputs, out _);

    protected internal override Tensor Forward(ReadOnlySpan<Tensor> inputs, out Tensor? auxiliary)
    {
        var type = Infer(inputs);
        var (x, geometry) = (inputs[0], GeometryOf(type.Shape));
        var result = x.NewUninitialized(type.Shape);
        auxiliary = x.NewUninitialized([2, geometry.StatisticsCount], DType.Float64);
        if (x.ElementCount == 0) x.Backend.Fill(auxiliary, 0);
        else
        {
            var weight = inputs.Length > 1 ? inputs[1].Dense() : null;
            x.Backend.Normalize(geometry, x.Dense(), weight, inputs.Length > 2 ? inputs[2].Dense() : null, auxiliary, result);
        }
        return result;
    }

    protected internal override Tensor Decompose(ReadOnlySpan<Tensor> inputs)
    {
        var parts = new StandardizedParts(inputs[0], GeometryOf(inputs[0].Shape));
        var y = parts.Centred / (parts.Variance + Epsilon).Sqrt();
        if (inputs.Length > 1) y *= parts.PerChannel(inputs[1]);
        if (inputs.Length > 2) y += parts.PerChannel(inputs[2]);
        return y.Reshape(inputs[0].Shape);
    }

    // dw = sum of g x1, db = sum of g; dx1/dx is symmetric, so the gradient by x takes the same way as a tangent.
    protected internal override Tensor? Vjp(int input, Tensor gradient, SavedValues saved)
    {
        var parts = new StandardizedParts(saved.Input(0), GeometryOf(saved.InputShape(0)));
        var incoming = parts.View(gradient);
        if (input == 0)
        {
            if (saved.InputCount > 1) incoming *= parts.PerChannel(saved.Input(1));
            return parts.Derivative(incoming).Reshape(saved.InputShape(0));
        }
        return (input == 1 ? incoming * parts.Standardized : incoming).Sum([0, 3]).Reshape(saved.InputShape(input));
    }

    protected internal override Tensor? Jvp(ReadOnlySpan<Tensor?> tangents, SavedValues saved)
    {
        var parts = new StandardizedParts(saved.Input(0), GeometryOf(saved.InputShape(0)));
        Tensor? result = null;
        if (tangents[0] is { } x)
        {
            result = parts.Derivative(parts.View(x));
            if (saved.InputCount > 1) result *= parts.PerChannel(saved.Input(1));
        }
        if (tangents.Length > 1 && tangents[1] is { } weight)
        {
            var part = parts.Standardized * parts.PerChannel(weight);
            result = result is null ? part : result + part;
        }
        if (tangents.Length > 2 && tangents[2] is { } bias)
        {
            result = result is null ? parts.PerChannel(bias).StretchTo(parts.Centred.Shape) : result + parts.PerChannel(bias);
        }
        return result!.Reshape(saved.OutputType.Shape);
    }

    protected internal override bool TryVjpFused(Tensor gradient, SavedValues saved, Span<Tensor?> inputGradients)
    {
        var (x, geometry) = (saved.Input(0), GeometryOf(saved.InputShape(0)));
        var weightShape = WeightShapeOf(x.Shape);
        if (x.ElementCount == 0)
        {
            for (var i = 0; i < inputGradients.Length; i++) inputGradients[i] = gradient.NewFull(saved.InputShape(i), 0);
            return true;
        }
        var byInput = saved.NeedsGradient(0) ? gradient.NewUninitialized(x.Shape) : null;
        var (byWeight, byBias) = (gradient.NewUninitialized(weightShape), gradient.NewUninitialized(weightShape));
        gradient.Backend.NormalizeBackward(geometry, x.Dense(), saved.Auxiliary, saved.InputCount > 1 ? saved.Input(1).Dense() : null,
            gradient.Dense(), byInput, byWeight, byBias);
        inputGradients[0] = byInput;
        if (inputGradients.Length > 1) inputGradients[1] = byWeight;
        if (inputGradients.Length > 2) inputGradients[2] = byBias;
        return true;
    }
}
