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
public sealed record LayerSample(Func<Generator, Module<Tensor, Tensor>> Create, SampleInput Input);
