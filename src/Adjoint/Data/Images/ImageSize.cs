namespace Adjoint.Data.Images;

/// <summary>Brings pictures [channels, height, width] to another size.</summary>
public static class ImageSize
{
    /// <summary>
    /// Resizes by linear interpolation; where the picture gets smaller, over all pixels that fall on a new one, so that no pattern appears
    /// that was not there. PyTorch: <c>functional.interpolate(mode="bilinear", antialias=True)</c>.
    /// </summary>
    /// <param name="image">Float32 [channels, height, width].</param>
    /// <param name="height">The rows of the result.</param>
    /// <param name="width">The columns of the result.</param>
    /// <exception cref="ShapeException">It is no picture, or has no pixels.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1, or the result would have too many pixels.</exception>
    public static Tensor Resize(Tensor image, int height, int width)
    {
        var (channels, oldHeight, oldWidth) = Require(image, nameof(Resize));
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)height * width, ImageFile.MostPixels, $"{nameof(height)} * {nameof(width)}");
        var rows = Weighed(image.ToArray<float>(), channels, oldHeight, oldWidth, LinearWeights.Between(oldHeight, height));
        var pixels = Weighed(rows, channels * height, oldWidth, 1, LinearWeights.Between(oldWidth, width));
        return Tensor.From<float>(pixels, [channels, height, width]);
    }

    /// <summary>Cuts the middle out of a picture. PyTorch: <c>torchvision.transforms.CenterCrop</c>.</summary>
    /// <param name="image">[channels, height, width].</param>
    /// <param name="height">The rows that stay.</param>
    /// <param name="width">The columns that stay.</param>
    /// <exception cref="ShapeException">It is no picture, or smaller.</exception>
    public static Tensor CentreCrop(Tensor image, int height, int width)
    {
        var (_, oldHeight, oldWidth) = Require(image, nameof(CentreCrop));
        if (height < 1 || width < 1 || height > oldHeight || width > oldWidth)
            throw new ShapeException("ImageSize.CentreCrop", $"{height} x {width} cannot be cut out of a picture {image.Shape}.");
        var (top, left) = ((oldHeight - height) / 2, (oldWidth - width) / 2);
        return image[.., top..(top + height), left..(left + width)];
    }

    /// <summary>Fills a size with a picture: resized until it covers all of it, then cut on the two sides that stand out.</summary>
    /// <param name="image">Float32 [channels, height, width].</param>
    /// <param name="height">The rows of the result.</param>
    /// <param name="width">The columns of the result.</param>
    /// <exception cref="ShapeException">It is no picture, or has no pixels.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1, or the picture is so flat that covering it takes too many
    /// pixels.</exception>
    public static Tensor Fill(Tensor image, int height, int width)
    {
        var (_, oldHeight, oldWidth) = Require(image, nameof(Fill));
        if ((oldHeight, oldWidth) == (height, width)) return image;
        var scale = Math.Max((double)height / oldHeight, (double)width / oldWidth);
        var covering = Resize(image, Math.Max(height, Scaled(oldHeight)), Math.Max(width, Scaled(oldWidth)));
        return CentreCrop(covering, height, width);

        int Scaled(int size) => (int)Math.Min(int.MaxValue, Math.Round(size * scale));
    }

    private static (int Channels, int Height, int Width) Require(Tensor image, string operation)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (image.Rank == 3 && image.ElementCount > 0) return (image.Shape[0], image.Shape[1], image.Shape[2]);
        throw new ShapeException($"ImageSize.{operation}",
            $"a picture is [channels, height, width] with at least one pixel, and this is {image.Shape}.");
    }

    // [outer, size, inner] to [outer, weights, inner].
    private static float[] Weighed(float[] values, int outer, int size, int inner, LinearWeights[] weights)
    {
        var result = new float[checked(outer * weights.Length * inner)];
        for (var i = 0; i < outer * weights.Length; i++)
        {
            var target = result.AsSpan(i * inner, inner);
            var (first, factors) = weights[i % weights.Length];
            for (var k = 0; k < factors.Length; k++)
            {
                var source = values.AsSpan((i / weights.Length * size + first + k) * inner, inner);
                for (var j = 0; j < inner; j++) target[j] += factors[k] * source[j];
            }
        }
        return result;
    }
}
