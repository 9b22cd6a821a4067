namespace Adjoint.Inspect;

/// <summary>
/// Images and maps in another size: each new pixel is the mean of the old ones around it, weighted by a triangle as wide as two pixels of
/// the coarser grid. Enlarging, this is bilinear interpolation (PyTorch: <c>F.interpolate</c> with align_corners=False); shrinking, no
/// pixel is skipped, so that fine lines turn grey instead of vanishing.
/// </summary>
public static class ImageResize
{
    /// <summary>Resizes the last two dimensions.</summary>
    /// <param name="image">[..., height, width], at least one pixel; the result is float32.</param>
    /// <param name="height">The new height, at least 1.</param>
    /// <param name="width">The new width, at least 1.</param>
    /// <exception cref="ShapeException">The image has fewer dimensions or no pixels.</exception>
    public static Tensor To(Tensor image, int height, int width)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if (image.Rank < 2 || image.ElementCount == 0)
            throw new ShapeException("ImageResize", $"an image is [..., height, width] with at least one pixel, and its shape is {image.Shape}.");
        var (down, across) = (Weights(image.Shape[^2], height), Weights(image.Shape[^1], width));
        return down.Matmul(image.Detach().To(DType.Float32).Matmul(across.Transpose(0, 1)));
    }

    // One row a new pixel: its weights over the old ones, which sum to 1.
    private static Tensor Weights(int from, int to)
    {
        var step = (double)from / to;
        var reach = Math.Max(1, step);
        var weights = new float[checked(to * from)];
        for (var place = 0; place < to; place++)
        {
            var centre = (place + 0.5) * step;
            var row = weights.AsSpan(place * from, from);
            var sum = 0.0;
            for (var i = Math.Max(0, (int)(centre - reach)); i < Math.Min(from, centre + reach + 1); i++)
            {
                row[i] = (float)Math.Max(0, 1 - Math.Abs(i + 0.5 - centre) / reach);
                sum += row[i];
            }
            foreach (ref var weight in row) weight = (float)(weight / sum);
        }
        return Tensor.From<float>(weights, [to, from]);
    }
}
