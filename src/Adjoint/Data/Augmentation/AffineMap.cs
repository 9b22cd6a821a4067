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
        var frame = new Frame(image);
        for (var y = 0; y < image.Height; y++)
        {
            var (fromX, fromY) = (XY * y + X, YY * y + Y);
            for (var x = 0; x < image.Width; x++) frame.Sample(image, y * image.Width + x, fromX + XX * x, fromY + YX * x);
        }
    }

    /// <summary>The old image with a frame of empty pixels, so that no neighbour needs a check.</summary>
    private readonly ref struct Frame
    {
        private readonly ReadOnlySpan<float> _pixels;
        private readonly int _stride;
        private readonly int _size;
        private readonly float _lastX;
        private readonly float _lastY;

        public Frame(ImageView image)
        {
            (_stride, _size) = (image.Width + 2, (image.Width + 2) * (image.Height + 2));
            // A pixel short of the frame's end still has a right and a lower neighbour.
            (_lastX, _lastY) = (MathF.BitDecrement(image.Width + 1), MathF.BitDecrement(image.Height + 1));
            for (var channel = 0; channel < image.Channels; channel++)
            {
                var framed = image.Scratch.Slice(channel * _size, _size);
                framed.Fill(image.Background[channel]);
                var pixels = image.Channel(channel);
                for (var y = 0; y < image.Height; y++)
                    pixels.Slice(y * image.Width, image.Width).CopyTo(framed[((y + 1) * _stride + 1)..]);
            }
            _pixels = image.Scratch[..(image.Channels * _size)];
        }

        public void Sample(ImageView image, int place, float x, float y)
        {
            (x, y) = (Math.Clamp(x + 1, 0, _lastX), Math.Clamp(y + 1, 0, _lastY));
            var (left, top) = ((int)x, (int)y);
            var (toRight, down) = (x - left, y - top);
            var at = top * _stride + left;
            for (var channel = 0; channel < image.Channels; channel++, at += _size)
            {
                var above = _pixels[at] + (_pixels[at + 1] - _pixels[at]) * toRight;
                var below = _pixels[at + _stride] + (_pixels[at + _stride + 1] - _pixels[at + _stride]) * toRight;
                image.Channel(channel)[place] = above + (below - above) * down;
            }
        }
    }
}
