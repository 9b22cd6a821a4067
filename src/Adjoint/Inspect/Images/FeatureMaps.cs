using Adjoint.Graphs.Drawing;
using Adjoint.Nn;

namespace Adjoint.Inspect;

/// <summary>What a layer makes of an image: one map a channel.</summary>
/// <param name="Layer">The path of the layer.</param>
/// <param name="Maps">The maps, [channels, height, width].</param>
public sealed record FeatureMaps(string Layer, Tensor Maps)
{
    /// <summary>Runs a network in evaluation mode and takes what one of its modules puts out.</summary>
    /// <param name="network">The network; it takes [1, channels, height, width].</param>
    /// <param name="image">[channels, height, width].</param>
    /// <param name="layer">The path of the module; the first one that puts out maps if omitted.</param>
    /// <exception cref="ShapeException">The network does not take the image.</exception>
    /// <exception cref="UnknownNameException">There is no such layer.</exception>
    /// <exception cref="ArgumentException">The layer puts out no maps.</exception>
    public static FeatureMaps Of(Module<Tensor, Tensor> network, Tensor image, string? layer = null)
    {
        var outputs = Run(network, image);
        var (path, _, maps) = LayerChoice.Maps(outputs, layer ?? (LayerChoice.Spatial(outputs) is [var first, ..] ? first : null));
        return new FeatureMaps(path, maps[0]);
    }

    /// <summary>The paths of all modules that put out maps of more than one place, in the order in which they run.</summary>
    /// <param name="network">The network; it takes [1, channels, height, width].</param>
    /// <param name="image">[channels, height, width].</param>
    /// <exception cref="ShapeException">The network does not take the image.</exception>
    public static IReadOnlyList<string> Layers(Module<Tensor, Tensor> network, Tensor image) => LayerChoice.Spatial(Run(network, image));

    /// <summary>The maps as pictures, each on a scale of its own: dark to bright for values of one sign, blue to red for both.</summary>
    /// <param name="most">Maps are drawn up to this number.</param>
    public PictureGrid ToGrid(int most = 64)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        var (count, shown) = (Maps.Shape[0], Math.Min(Maps.Shape[0], most));
        return new PictureGrid
        {
            Title = $"Feature maps of {Layer}, {Maps.Shape[1]} x {Maps.Shape[2]}" + (shown < count ? $": {shown} of {count}" : ""),
            Cells = [.. Enumerable.Range(0, shown).Select(channel => Draw(Maps[channel], channel))],
        };
    }

    private static GridCell Draw(Tensor map, int channel) =>
        new(Colouring.OfMap(map, ColourScale.Over(map.To(DType.Float64).ToArray<double>())), $"channel {channel}");

    private static IReadOnlyList<ModuleOutput> Run(Module<Tensor, Tensor> network, Tensor image)
    {
        using var noGrad = NoGrad.Begin();
        return NetworkPass.Run(network, ImageInput.Batch(network, image)).Outputs;
    }
}
