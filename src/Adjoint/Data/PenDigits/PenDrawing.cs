namespace Adjoint.Data;

/// <summary>
/// Draws one digit: a style, a hand, the path of the pen, and ink where the pen was near. Everything follows from one generator of random
/// numbers, with exactly rounded arithmetic only (+, -, *, /, square root): the same picture on every machine.
/// </summary>
internal static class PenDrawing
{
    /// <summary>Width and height of a picture, in pixels.</summary>
    public const int Size = 28;

    /// <summary>Straight pieces between two control points.</summary>
    public const int Steps = 6;

    /// <summary>The most control points of a style.</summary>
    public const int MostPoints = 24;

    /// <summary>The most points of a path.</summary>
    public const int MostPath = Steps * MostPoints;

    private const int Pixels = Size * Size;
    private const int MostShift = 4;

    /// <summary>Draws a digit into 28x28 pixels.</summary>
    public static void Draw(int digit, SplitMix64 random, Span<byte> pixels)
    {
        var style = Choose(PenStyles.Digits[digit], ref random);
        var hand = new PenHand(ref random);
        Span<PenPoint> points = stackalloc PenPoint[MostPoints];
        points = points[..style.Points.Length];
        for (var i = 0; i < points.Length; i++)
        {
            var (x, y) = (style.Points[i].X + hand.Jitter * random.Normal(), style.Points[i].Y + hand.Jitter * random.Normal());
            points[i] = hand.Place(new PenPoint(x, y));
        }

        // The pen comes down late or early, and is lifted so.
        foreach (var (end, neighbour) in style.Ends)
        {
            var t = hand.Haste * random.Normal();
            var (from, to) = (points[end], points[neighbour]);
            points[end] = new PenPoint(from.X + t * (to.X - from.X), from.Y + t * (to.Y - from.Y));
        }

        Span<PenPoint> path = stackalloc PenPoint[MostPath];
        Span<bool> down = stackalloc bool[MostPath];
        path = path[..Trace(style, points, path, down)];
        Frame(path, hand.Radius, ref random);
        Span<float> ink = stackalloc float[Pixels];
        Ink(path, down, hand, ref random, ink);
        Develop(ink, pixels);
    }

    private static PenStyle Choose(PenStyle[] styles, ref SplitMix64 random)
    {
        var total = 0;
        foreach (var style in styles) total += style.Weight;
        var choice = random.Below(total);
        foreach (var style in styles)
        {
            if (choice < style.Weight) return style;
            choice -= style.Weight;
        }

        return styles[^1];
    }

    /// <summary>
    /// Follows each run with a Catmull-Rom spline. <paramref name="down"/>[i] says whether the pen draws from point i - 1 to point i.
    /// </summary>
    private static int Trace(PenStyle style, ReadOnlySpan<PenPoint> points, Span<PenPoint> path, Span<bool> down)
    {
        var count = 0;
        foreach (var range in style.Runs)
        {
            var run = points[range];
            (path[count], down[count]) = (run[0], false);
            count++;
            for (var i = 0; i + 1 < run.Length; i++)
            {
                // Past the ends the run goes on straight.
                var before = i > 0 ? run[i - 1] : Mirror(run[1], run[0]);
                var after = i + 2 < run.Length ? run[i + 2] : Mirror(run[i], run[i + 1]);
                for (var step = 1; step <= Steps; step++)
                {
                    var t = step / (float)Steps;
                    path[count] = new PenPoint(
                        Spline(before.X, run[i].X, run[i + 1].X, after.X, t), Spline(before.Y, run[i].Y, run[i + 1].Y, after.Y, t));
                    down[count] = true;
                    count++;
                }
            }
        }

        return count;
    }

    private static PenPoint Mirror(PenPoint point, PenPoint at) => new(2 * at.X - point.X, 2 * at.Y - point.Y);

    // Catmull and Rom (1974), uniform knots: through b at t = 0 and c at t = 1, with the slopes (c - a) / 2 and (d - b) / 2.
    private static float Spline(float a, float b, float c, float d, float t) =>
        b + 0.5f * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));

    /// <summary>
    /// Scales and moves the path so that its inked box lies in the middle of the picture and fits 20x20 pixels, as MNIST's do.
    /// </summary>
    private static void Frame(Span<PenPoint> path, float radius, ref SplitMix64 random)
    {
        var (left, right, top, bottom) = (path[0].X, path[0].X, path[0].Y, path[0].Y);
        foreach (var point in path)
        {
            (left, right) = (Math.Min(left, point.X), Math.Max(right, point.X));
            (top, bottom) = (Math.Min(top, point.Y), Math.Max(bottom, point.Y));
        }

        var scale = (random.Uniform(18.5f, 20f) - 2 * radius) / Math.Max(right - left, bottom - top);
        var (middleX, middleY) = ((left + right) * 0.5f, (top + bottom) * 0.5f);
        var (x, y) = (0.5f * Size + random.Uniform(-0.5f, 0.5f), 0.5f * Size + random.Uniform(-0.5f, 0.5f));
        for (var i = 0; i < path.Length; i++) path[i] = new PenPoint((path[i].X - middleX) * scale + x, (path[i].Y - middleY) * scale + y);
    }

    /// <summary>
    /// Writes the ink as bytes, moved by whole pixels so that its centre of mass comes to lie on pixel (14, 14), as MNIST's pictures are.
    /// </summary>
    private static void Develop(ReadOnlySpan<float> ink, Span<byte> pixels)
    {
        var (mass, massX, massY) = (0f, 0f, 0f);
        for (var i = 0; i < Pixels; i++)
        {
            mass += ink[i];
            massX += ink[i] * (i % Size);
            massY += ink[i] * (i / Size);
        }

        var (right, down) = (Shift(massX / mass), Shift(massY / mass));
        pixels.Clear();
        for (var row = Math.Max(0, down); row < Math.Min(Size, Size + down); row++)
        {
            for (var column = Math.Max(0, right); column < Math.Min(Size, Size + right); column++)
                pixels[row * Size + column] = (byte)(ink[(row - down) * Size + column - right] * 255 + 0.5f);
        }
    }

    // No further than the margin that the box leaves.
    private static int Shift(float centre) => Math.Clamp((int)MathF.Floor(14.5f - centre), -MostShift, MostShift);

    private static void Ink(ReadOnlySpan<PenPoint> path, ReadOnlySpan<bool> down, in PenHand hand, ref SplitMix64 random, Span<float> ink)
    {
        ink.Clear();
        var softness = random.Uniform(0.9f, 1.5f);
        for (var i = 1; i < path.Length; i++)
        {
            if (!down[i]) continue;
            var radius = hand.Radius * (1 + hand.Pressure * (path[i].Y - 14.5f) * 0.1f);
            Line(path[i - 1], path[i], radius, softness, ink);
        }
    }

    /// <summary>
    /// Inks the pixels near one straight piece of the path. Ink falls from 1 to 0 over <paramref name="softness"/> pixels round the line's
    /// edge.
    /// </summary>
    private static void Line(PenPoint from, PenPoint to, float radius, float softness, Span<float> ink)
    {
        var reach = radius + 0.5f * softness;
        var (left, right) = (First(Math.Min(from.X, to.X) - reach), Last(Math.Max(from.X, to.X) + reach));
        var (top, bottom) = (First(Math.Min(from.Y, to.Y) - reach), Last(Math.Max(from.Y, to.Y) + reach));
        var (dx, dy) = (to.X - from.X, to.Y - from.Y);
        var inverse = 1 / Math.Max(dx * dx + dy * dy, 1e-12f);
        var perSoftness = 1 / softness;
        for (var row = top; row <= bottom; row++)
        {
            for (var column = left; column <= right; column++)
            {
                var (x, y) = (column + 0.5f - from.X, row + 0.5f - from.Y);
                var along = Math.Clamp((x * dx + y * dy) * inverse, 0, 1);
                (x, y) = (x - along * dx, y - along * dy);
                var amount = (reach - MathF.Sqrt(x * x + y * y)) * perSoftness;
                ref var pixel = ref ink[row * Size + column];
                pixel = Math.Max(pixel, Math.Min(amount, 1));
            }
        }
    }

    private static int First(float edge) => Math.Clamp((int)(edge - 0.5f), 0, Size - 1);

    private static int Last(float edge) => Math.Clamp((int)(edge + 0.5f), 0, Size - 1);
}
