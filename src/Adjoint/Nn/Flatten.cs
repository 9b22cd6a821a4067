namespace Adjoint.Nn;

/// <summary>Joins all dimensions but the first into one: [batch, ...] to [batch, features], a view (PyTorch: <c>nn.Flatten</c>).</summary>
public sealed partial class Flatten : Module<Tensor, Tensor>, ILayerSamples
{
    /// <inheritdoc cref="ILayerSamples.Samples"/>
    public static IEnumerable<LayerSample> Samples => [new(_ => new Flatten(), SampleInput.Real([2, 3, 2, 2]))];

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input)
    {
        if (input.Rank == 0) throw new ShapeException("flatten", "needs a batch dimension, and its input is a single number.");
        // An empty batch tells nothing about the features: their number is the product of the other sizes.
        var features = 1;
        foreach (var size in input.Shape.Sizes[1..]) features *= size;
        return input.Reshape(input.Shape[0], features);
    }
}
