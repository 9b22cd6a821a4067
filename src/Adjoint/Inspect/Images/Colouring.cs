using Adjoint.Graphs.Drawing;

namespace Adjoint.Inspect;

/// <summary>
/// Numbers as pictures: float32 [3, height, width] of red, green and blue from 0 to 1, as <see cref="Data.Images.ImageFile"/> writes them.
/// </summary>
public static class Colouring
{
    /// <summary>
    /// An image as a network takes it, grey or in colour. Values between 0 and 1 are taken as they are; others, as after normalisation, are
    /// stretched so that the least becomes black and the greatest white.
    /// </summary>
    /// <param name="image">[1 or 3, height, width], perhaps with a batch of one in front.</param>
    /// <exception cref="ShapeException">It is no image.</exception>
    public static Tensor OfImage(Tensor image)
    {
        var values = Planes(image, "an image");
        var (low, high) = Ends(values);
        if (low >= 0 && high <= 1) return values;
        return high > low ? ((values - low) / (high - low)).Clamp(0, 1) : Tensor.Full(values.Shape, 0.5);
    }

    /// <summary>
    /// Weights that look at an image, such as a filter of a first layer: in colour, with mid-grey for 0, where they look at three channels;
    /// blue, white and red for below, at and above 0 where they look at one. The largest absolute value gets the full colour.
    /// </summary>
    /// <param name="weights">[1 or 3, height, width].</param>
    /// <exception cref="ShapeException">They look at another number of channels.</exception>
    public static Tensor OfWeights(Tensor weights)
    {
        var values = Planes(weights, "what looks at an image");
        if (weights.Shape[^3] == 1) return OfMap(values[0]);
        var size = Size(values);
        return size > 0 ? (values / (2 * size) + 0.5).Clamp(0, 1) : Tensor.Full(values.Shape, 0.5);
    }

    /// <summary>A map as colours.</summary>
    /// <param name="map">[height, width].</param>
    /// <param name="colours">The scale; if omitted, blue, white and red, with white at 0 and the largest absolute value at an end.</param>
    /// <exception cref="ShapeException">It has other dimensions.</exception>
    public static Tensor OfMap(Tensor map, ColourScale? colours = null)
    {
        ArgumentNullException.ThrowIfNull(map);
        if (map.Rank != 2) throw new ShapeException("Colouring", $"a map is [height, width], and its shape is {map.Shape}.");
        colours ??= ColourScale.Signed(Size(map));
        var values = map.Detach().To(DType.Float32).ToArray<float>();
        var pixels = new float[3 * values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var (red, green, blue) = colours.ChannelsOf(values[i]);
            pixels[i] = red / 255f;
            pixels[values.Length + i] = green / 255f;
            pixels[2 * values.Length + i] = blue / 255f;
        }
        return Tensor.From<float>(pixels, [3, map.Shape[0], map.Shape[1]]);
    }

    /// <summary>One picture over another.</summary>
    /// <param name="above">The upper picture.</param>
    /// <param name="below">The lower one, of the same size.</param>
    /// <param name="opacity">How much of the upper one is seen, from 0 to 1.</param>
    public static Tensor Blend(Tensor above, Tensor below, double opacity)
    {
        ArgumentNullException.ThrowIfNull(above);
        ArgumentNullException.ThrowIfNull(below);
        return above * opacity + below * (1 - opacity);
    }

    // Three planes, of which grey ones are the same.
    private static Tensor Planes(Tensor tensor, string what)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        var image = tensor.Rank == 4 && tensor.Shape[0] == 1 ? tensor[0] : tensor;
        if (image.Rank == 3 && image.Shape[0] is 1 or 3 && image.ElementCount > 0)
            return image.Detach().To(DType.Float32).Expand([3, image.Shape[1], image.Shape[2]]).Contiguous();
        throw new ShapeException("Colouring", $"{what} is [1 or 3 channels, height, width], and its shape is {tensor.Shape}.");
    }

    private static double Size(Tensor values)
    {
        var (low, high) = Ends(values);
        return Math.Max(Math.Abs(low), Math.Abs(high));
    }

    private static (double Low, double High) Ends(Tensor values)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values.Detach().To(DType.Float64).ToArray<double>())
        {
            if (double.IsFinite(value)) (low, high) = (Math.Min(low, value), Math.Max(high, value));
        }
        return low > high ? (0, 0) : (low, high);
    }
}
