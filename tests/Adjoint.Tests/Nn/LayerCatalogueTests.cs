using Adjoint.Nn;

namespace Adjoint.Tests.Nn;

public sealed class LayerCatalogueTests
{
    private static readonly Type[] s_layers =
        [.. typeof(Module).Assembly.GetTypes().Where(type => type is { IsAbstract: false, Namespace: "Adjoint.Nn" }
            && type.IsAssignableTo(typeof(Module<Tensor, Tensor>)))];

    [Fact]
    public void Every_layer_brings_samples() =>
        // A container computes nothing of its own.
        Assert.Equal([typeof(Sequential)], s_layers.Where(type => !type.IsAssignableTo(typeof(ILayerSamples))));

    [Fact]
    public void Every_layer_with_samples_stands_in_the_catalogue() => Assert.Equal(
        typeof(Module).Assembly.GetTypes().Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(ILayerSamples)))
            .Select(type => type.Name).Order(StringComparer.Ordinal),
        LayerCatalogue.Samples.Select(sample => sample.Create(new Generator(1)).GetType().Name).Distinct().Order(StringComparer.Ordinal));
}
