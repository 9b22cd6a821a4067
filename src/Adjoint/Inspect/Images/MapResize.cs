namespace Adjoint.Inspect;

/// <summary>Maps brought to another size by bilinear interpolation, pixels taken as areas (PyTorch: align_corners=False).</summary>
internal static class MapResize
{
    /// <param name="map">[height, width], row-major.</param>
    /// <param name="from">The size it has.</param>
    /// <param name="to">The size it gets.</param>
    public static float[] Bilinear(ReadOnlySpan<float> map, (int Height, int Width) from, (int Height, int Width) to)
    {
        var result = new float[to.Height * to.Width];
        for (var row = 0; row < to.Height; row++)
        {
            var (top, bottom, down) = Neighbours(row, from.Height, to.Height);
            for (var column = 0; column < to.Width; column++)
            {
                var (left, right, across) = Neighbours(column, from.Width, to.Width);
                var above = Between(map[top * from.Width + left], map[top * from.Width + right], across);
                var below = Between(map[bottom * from.Width + left], map[bottom * from.Width + right], across);
                result[row * to.Width + column] = Between(above, below, down);
            }
        }
        return result;
    }

    private static (int First, int Second, float Share) Neighbours(int place, int from, int to)
    {
        var at = Math.Clamp((place + 0.5f) * from / to - 0.5f, 0, from - 1);
        var first = (int)at;
        return (first, Math.Min(first + 1, from - 1), at - first);
    }

    private static float Between(float first, float second, float share) => first + (second - first) * share;
}
