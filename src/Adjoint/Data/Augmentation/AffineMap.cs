namespace Adjoint.Data;

/// <summary>
/// Where a pixel (x, y) of a changed image comes from in the old one: (XX x + XY y + X, YX x + YY y + Y). Between pixels it is interpolated
/// linearly in both directions; outside of the image all is empty.
/// </summary>
internal readonly record struct AffineMap(float XX, float XY, float X, float YX, float YY, float Y)
{
    /// <summary>Turned about the centre by an angle, grown by a factor, then shifted.</summary>
    public static AffineMap About(int height, int width, float angle, float scale, float right, float down)
    {
        // The inverse: shift back, shrink, turn back.
        var (sin, cos) = MathF.SinCos(angle);
        (sin, cos) = (sin / scale, cos / scale);
        var (centreX, centreY) = ((width - 1) / 2f, (height - 1) / 2f);
        var (x, y) = (centreX + right, centreY + down);
        return new AffineMap(cos, sin, centreX - cos * x - sin * y, -sin, cos, centreY + sin * x - cos * y);
    }

    public void Apply(ImageView image)
    {
        // The old image gets a frame of empty pixels, so that no neighbour needs a check.
        var stride = image.Width + 2;
        var framed = image.Scratch[..(stride * (image.Height + 2))];
        for (var channel = 0; channel < image.Channels; channel++)
        {
            var pixels = image.Channel(channel);
            framed.Fill(image.Background[channel]);
            for (var y = 0; y < image.Height; y++) pixels.Slice(y * image.Width, image.Width).CopyTo(framed[((y + 1) * stride + 1)..]);
            for (var y = 0; y < image.Height; y++) SampleRow(framed, stride, y, pixels.Slice(y * image.Width, image.Width));
        }
    }

    private void SampleRow(ReadOnlySpan<float> framed, int stride, int y, Span<float> row)
    {
        // A hair short of the frame's end there still is a neighbour to the right and below.
        var (lastX, lastY) = (MathF.BitDecrement(stride - 1), MathF.BitDecrement(framed.Length / stride - 1));
        var (startX, startY, stepX, stepY) = (XY * y + X + 1, YY * y + Y + 1, XX, YX);
        for (var i = 0; i < row.Length; i++)
        {
            // Coordinates are finite: the faster forms of minimum, maximum and conversion differ for others only.
            var x = float.MinNative(float.MaxNative(startX + stepX * i, 0), lastX);
            var y0 = float.MinNative(float.MaxNative(startY + stepY * i, 0), lastY);
            var (left, top) = (float.ConvertToIntegerNative<int>(x), float.ConvertToIntegerNative<int>(y0));
            var (toRight, down) = (x - left, y0 - top);
            var upper = framed.Slice(top * stride + left, 2);
            var lower = framed.Slice((top + 1) * stride + left, 2);
            var above = upper[0] + (upper[1] - upper[0]) * toRight;
            var below = lower[0] + (lower[1] - lower[0]) * toRight;
            row[i] = above + (below - above) * down;
        }
    }
}
