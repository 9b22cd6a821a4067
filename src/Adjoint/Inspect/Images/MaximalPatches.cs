using Adjoint.Data;
using Adjoint.Nn;

namespace Adjoint.Inspect;

/// <summary>
/// What a unit of a network looks for: the parts of images of a data set that excite a channel of a layer most (Zeiler and Fergus, 2014). Of
/// each image only the place that excites it most counts; the part is the unit's receptive field there.
/// </summary>
/// <param name="Layer">The path of the layer.</param>
/// <param name="Channels">The channels that were looked at, each with its patches, the strongest first.</param>
public sealed record MaximalPatches(string Layer, IReadOnlyList<ChannelPatches> Channels)
{
    private const int BatchSize = 32;

    /// <summary>Searches images for the patches.</summary>
    /// <param name="network">The network; it is run in evaluation mode.</param>
    /// <param name="images">The images; those from the first on are searched.</param>
    /// <param name="layer">The path of the layer; the last one that puts out maps if omitted.</param>
    /// <param name="channels">The channels; the first eight if omitted.</param>
    /// <param name="count">Patches a channel.</param>
    /// <param name="examples">Images are searched up to this number.</param>
    /// <exception cref="ArgumentException">There are no images, or the layer puts out no maps.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such channel.</exception>
    /// <exception cref="UnknownNameException">There is no such layer.</exception>
    /// <exception cref="ShapeException">The network does not take the images.</exception>
    public static MaximalPatches Of(Module<Tensor, Tensor> network, DataSet images, string? layer = null,
        IReadOnlyList<int>? channels = null, int count = 9, int examples = 1000)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(images);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(examples, 1);
        if (images.Count == 0) throw new ArgumentException($"{images.Name} has no images to search.", nameof(images));
        using var noGrad = NoGrad.Begin();
        var searched = new Subset(images, Enumerable.Range(0, Math.Min(examples, images.Count)));
        List<(int Example, int Row, int Column, double Activation)>[] found = [];
        var done = 0;
        foreach (var batch in new DataLoader(searched, BatchSize).Epoch(0))
        {
            var output = LayerChoice.Maps(NetworkPass.Run(network, batch.Inputs, layer).Outputs, layer);
            layer = output.Path;
            channels ??= [.. Enumerable.Range(0, Math.Min(8, output.Output.Shape[1]))];
            RequireChannels(channels, output);
            if (found.Length == 0) found = [.. channels.Select(_ => new List<(int, int, int, double)>())];
            for (var i = 0; i < channels.Count; i++) Collect(output.Output[.., channels[i]], done, count, found[i]);
            done += batch.Count;
        }
        return new MaximalPatches(layer!, [.. channels!.Select((channel, i) =>
            new ChannelPatches(channel, [.. found[i].Select(place => Cut(network, searched, layer!, channel, place))]))]);
    }

    /// <summary>A row of patches a channel.</summary>
    public PictureGrid ToGrid() => new()
    {
        Title = $"Patches that excite the channels of {Layer} most",
        Columns = Math.Max(1, Channels.Max(channel => channel.Patches.Count)),
        CellSize = 72,
        Cells = [.. Channels.SelectMany(channel => channel.Patches.Select((patch, i) =>
            new GridCell(Colouring.OfImage(patch.Pixels), i == 0 ? $"channel {channel.Channel}" : "")))],
    };

    private static void RequireChannels(IReadOnlyList<int> channels, ModuleOutput output)
    {
        foreach (var channel in channels)
        {
            if ((uint)channel < (uint)output.Output.Shape[1]) continue;
            throw new ArgumentOutOfRangeException(nameof(channels), $"layer '{output.Path}' has channels 0 to {output.Output.Shape[1] - 1}, "
                + $"and no channel {channel}.");
        }
    }

    // Adds the strongest place of each image, and keeps the strongest of all.
    private static void Collect(Tensor maps, int firstExample, int count, List<(int Example, int Row, int Column, double Activation)> found)
    {
        var (size, width) = (maps.Shape[1] * maps.Shape[2], maps.Shape[2]);
        var values = maps.To(DType.Float64).ToArray<double>();
        for (var i = 0; i < maps.Shape[0]; i++)
        {
            var map = values.AsSpan(i * size, size);
            var best = 0;
            for (var place = 1; place < size; place++) if (map[place] > map[best]) best = place;
            found.Add((firstExample + i, best / width, best % width, map[best]));
        }
        // The order is stable, so that of equal places the earlier example comes first.
        var strongest = found.OrderByDescending(place => place.Activation).Take(count).ToArray();
        found.Clear();
        found.AddRange(strongest);
    }

    private static MaximalPatch Cut(Module<Tensor, Tensor> network, Subset images, string layer, int channel,
        (int Example, int Row, int Column, double Activation) place)
    {
        var shape = Shape.Create([.. images.InputShape]);
        var box = FieldProbe.Of(network, shape, layer, channel, place.Row, place.Column);
        var image = new DataLoader(new Subset(images, [place.Example]), 1).Epoch(0).First().Inputs[0];
        // A unit that sees nothing is shown with the whole image.
        if (box.Height == 0) box = new ImageBox(0, 0, shape[1], shape[2]);
        return new MaximalPatch(place.Example, place.Activation, box, box.Of(image));
    }
}

/// <summary>The patches of one channel.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Patches">Its patches, the strongest first.</param>
public sealed record ChannelPatches(int Channel, IReadOnlyList<MaximalPatch> Patches);

/// <summary>A part of an image that excites a unit.</summary>
/// <param name="Example">The number of the image in its data set.</param>
/// <param name="Activation">What the unit puts out.</param>
/// <param name="Box">Where the part lies in the image: the unit's receptive field.</param>
/// <param name="Pixels">The part itself, [channels, height, width].</param>
public sealed record MaximalPatch(int Example, double Activation, ImageBox Box, Tensor Pixels);
