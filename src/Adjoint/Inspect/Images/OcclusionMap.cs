using Adjoint.Nn;

namespace Adjoint.Inspect;

/// <summary>
/// What a class's score loses when a part of the image is covered: occlusion sensitivity (Zeiler and Fergus, 2014). A square is moved over
/// the image; where the score falls most, the network looked.
/// </summary>
/// <param name="Class">The class.</param>
/// <param name="Score">Its score at the whole image.</param>
/// <param name="Tops">The first row of the square, by row of <paramref name="Drops"/>.</param>
/// <param name="Lefts">The first column of the square, by column of <paramref name="Drops"/>.</param>
/// <param name="PatchSize">Pixels of the square's side.</param>
/// <param name="Drops">How much the score falls for each place of the square, [rows, columns]; below 0 where it rises.</param>
public sealed record OcclusionMap(
    int Class, double Score, IReadOnlyList<int> Tops, IReadOnlyList<int> Lefts, int PatchSize, Tensor Drops)
{
    private const int MostAtOnce = 16;

    /// <summary>Moves a square over an image.</summary>
    /// <param name="network">Turns [batch, channels, height, width] into scores [batch, classes]; it is run in evaluation mode.</param>
    /// <param name="image">[channels, height, width].</param>
    /// <param name="target">The class; the one with the highest score if omitted.</param>
    /// <param name="patchSize">Pixels of the square's side; a fifth of the image's shorter side if omitted.</param>
    /// <param name="stride">Pixels between two places; half of the square's side if omitted. The last place touches the image's
    /// end.</param>
    /// <param name="fill">What the square is filled with; each channel's mean if omitted.</param>
    /// <exception cref="ShapeException">The network does not take the image, or puts out no scores.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class, or the square is larger than the image.</exception>
    public static OcclusionMap Of(Module<Tensor, Tensor> network, Tensor image, int? target = null, int? patchSize = null,
        int? stride = null, double? fill = null)
    {
        var single = ImageInput.Batch(network, image);
        var (height, width) = (single.Shape[2], single.Shape[3]);
        var size = patchSize ?? Math.Max(1, Math.Min(height, width) / 5);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1, nameof(patchSize));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, Math.Min(height, width), nameof(patchSize));
        var step = stride ?? Math.Max(1, size / 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(step, 1, nameof(stride));
        using var noGrad = NoGrad.Begin();
        var scores = NetworkPass.Run(network, single, path: "").Scores;
        var label = ClassScore.Find(scores, target);
        var whole = ClassScore.Of(scores, label).Item();
        var (tops, lefts) = (Places(height, size, step), Places(width, size, step));
        var cover = fill is { } value ? Tensor.Full([1, single.Shape[1], 1, 1], value, single.DType) : single.Mean([2, 3], keepDim: true);
        var drops = Measure(network, single, label, whole, [.. tops.SelectMany(top => lefts.Select(left => (top, left)))], size, cover);
        return new OcclusionMap(label, whole, tops, lefts, size, Tensor.From<double>(drops, [tops.Length, lefts.Length]));
    }

    /// <summary>The mean drop of all squares that cover a pixel, [height, width]; 0 where none does.</summary>
    /// <param name="height">The image's height.</param>
    /// <param name="width">The image's width.</param>
    public Tensor At(int height, int width)
    {
        var (sums, counts) = (new double[height * width], new int[height * width]);
        var drops = Drops.ToArray<double>();
        for (var i = 0; i < drops.Length; i++)
        {
            var (top, left) = (Tops[i / Lefts.Count], Lefts[i % Lefts.Count]);
            for (var row = top; row < Math.Min(top + PatchSize, height); row++)
            {
                for (var column = left; column < Math.Min(left + PatchSize, width); column++)
                {
                    sums[row * width + column] += drops[i];
                    counts[row * width + column]++;
                }
            }
        }
        return Tensor.From<double>([.. sums.Zip(counts, (sum, count) => count == 0 ? 0 : sum / count)], [height, width]);
    }

    /// <summary>The image, and what covering each part of it costs.</summary>
    /// <param name="image">The image, [channels, height, width].</param>
    public PictureGrid ToGrid(Tensor image)
    {
        ArgumentNullException.ThrowIfNull(image);
        var picture = Colouring.OfImage(image);
        var heat = Colouring.OfMap(At(picture.Shape[1], picture.Shape[2]));
        return new PictureGrid
        {
            Title = $"Occlusion by squares of {PatchSize} x {PatchSize}",
            Columns = 3,
            CellSize = 160,
            Cells = [new(picture, "image"), new(heat, "red: the score falls without it"), new(Colouring.Blend(heat, picture, 0.6), "both")],
        };
    }

    private static int[] Places(int length, int size, int step)
    {
        var last = length - size;
        return [.. Enumerable.Range(0, last / step + 1).Select(i => i * step), .. last % step == 0 ? Array.Empty<int>() : [last]];
    }

    private static double[] Measure(Module<Tensor, Tensor> network, Tensor image, int label, double whole, (int Top, int Left)[] places,
        int size, Tensor cover)
    {
        var drops = new double[places.Length];
        for (var start = 0; start < places.Length; start += MostAtOnce)
        {
            var part = places.AsSpan(start, Math.Min(MostAtOnce, places.Length - start));
            var batch = image.Expand([part.Length, .. image.Shape.Sizes[1..]]).Clone();
            for (var i = 0; i < part.Length; i++)
            {
                var (top, left) = part[i];
                batch[i, .., top..(top + size), left..(left + size)].CopyFrom(cover[0].Expand([image.Shape[1], size, size]));
            }
            var scores = ClassScore.Of(NetworkPass.Run(network, batch, path: "").Scores, label).To(DType.Float64).ToArray<double>();
            for (var i = 0; i < part.Length; i++) drops[start + i] = whole - scores[i];
        }
        return drops;
    }
}
