namespace Adjoint.Nn;

/// <summary>
/// A layer that brings its own test inputs. The tests and the <c>gradcheck</c> verb find all of them through the catalogue that the source
/// generator writes.
/// </summary>
[Catalogue("LayerCatalogue")]
public interface ILayerSamples
{
    /// <summary>Small configurations that between them reach every branch of the layer.</summary>
    static abstract IEnumerable<LayerSample> Samples { get; }
}

/// <summary>One configuration of a layer and what its input looks like.</summary>
/// <param name="Create">Makes the layer; random starting values come from the given generator.</param>
/// <param name="Input">The input.</param>
public sealed record LayerSample(Func<Generator, Module<Tensor, Tensor>> Create, SampleInput Input)
{
    /// <summary>A layer in evaluation mode: in training two forwards may differ by their masks, which no check of gradients by differences
    /// can follow.</summary>
    /// <param name="create">Makes the layer.</param>
    /// <param name="input">The input.</param>
    internal static LayerSample InEvaluation(Func<Generator, Module<Tensor, Tensor>> create, SampleInput input) => new(generator =>
    {
        var layer = create(generator);
        layer.Eval();
        return layer;
    }, input);
}
