using Adjoint.Nn;

namespace Adjoint.Inspect;

/// <summary>The kernels of a convolution. Those of a first layer look at the image itself and can be looked at as images.</summary>
/// <param name="Layer">The path of the layer.</param>
/// <param name="Weight">The kernels, [output channels, input channels, height, width].</param>
public sealed record ConvolutionFilters(string Layer, Tensor Weight)
{
    /// <summary>Takes the kernels of a layer.</summary>
    /// <param name="network">The network.</param>
    /// <param name="layer">The path of the layer; the first with kernels if omitted.</param>
    /// <exception cref="UnknownNameException">There is no such layer.</exception>
    /// <exception cref="ArgumentException">The layer has no kernels, or no layer has.</exception>
    public static ConvolutionFilters Of(Module network, string? layer = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        var kernels = network.NamedModules().Select(entry => (entry.Path, Weight: OwnKernels(entry.Module)))
            .Where(entry => entry.Weight is not null).ToArray();
        var found = layer is null ? kernels.FirstOrDefault() : Array.Find(kernels, entry => entry.Path == layer);
        if (found.Weight is not null) return new ConvolutionFilters(found.Path, found.Weight.Value.Detach());
        if (kernels.Length == 0) throw new ArgumentException("this network has no convolution, and no filters to look at.", nameof(network));
        string[] paths = [.. network.NamedModules().Select(entry => entry.Path).Where(path => path.Length > 0)];
        if (!paths.Contains(layer)) throw LayerChoice.Unknown(layer!, paths);
        throw new ArgumentException($"layer '{layer}' has no kernels of its own. Layers that have: "
            + $"{string.Join(", ", kernels.Select(entry => entry.Path))}.", nameof(layer));
    }

    /// <summary>
    /// The kernels as pictures, each on a scale of its own with 0 in the middle (see <see cref="Colouring.OfWeights"/>). One that looks at
    /// neither one nor three channels is drawn as a picture a channel, all on one scale, kernel by kernel.
    /// </summary>
    /// <param name="most">Pictures are drawn up to this number.</param>
    public PictureGrid ToGrid(int most = 64)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        var (count, channels) = (Weight.Shape[0], Weight.Shape[1]);
        var isWhole = channels is 1 or 3;
        var shown = Math.Min(count, isWhole ? most : Math.Max(1, most / channels));
        var pictures = Enumerable.Range(0, shown).SelectMany(filter => isWhole
            ? [new GridCell(Colouring.OfWeights(Weight[filter]), $"filter {filter}")]
            : ByChannel(filter, Math.Min(channels, most)));
        return new PictureGrid
        {
            Title = $"Filters of {(Layer.Length == 0 ? "the network" : Layer)}, {Weight.Shape[2]} x {Weight.Shape[3]}"
                + (shown < count ? $": {shown} of {count}" : ""),
            Columns = isWhole ? 8 : Math.Min(channels, 16),
            CellSize = 64,
            Cells = [.. pictures],
        };
    }

    private IEnumerable<GridCell> ByChannel(int filter, int channels)
    {
        var colours = Graphs.Drawing.ColourScale.Signed(Weight[filter].Abs().Max().Item());
        return Enumerable.Range(0, channels).Select(channel =>
            new GridCell(Colouring.OfMap(Weight[filter, channel], colours), $"{filter}, {channel}"));
    }

    // A parameter of a child has its name behind a dot.
    private static Parameter? OwnKernels(Module module) => module.NamedParameters()
        .FirstOrDefault(entry => !entry.Path.Contains('.') && entry.Parameter.Shape.Rank == 4).Parameter;
}
