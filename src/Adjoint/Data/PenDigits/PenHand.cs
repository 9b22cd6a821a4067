namespace Adjoint.Data;

/// <summary>
/// What makes one drawing differ from another of the same style: the places the pen really passes through, and a smooth deformation of the
/// paper. Numbers are fractions of the digit's height, drawn from a generator of the drawing's own.
/// </summary>
internal readonly struct PenHand
{
    private readonly float _slant;
    private readonly float _cos;
    private readonly float _sin;
    private readonly float _width;
    private readonly float _taper;
    private readonly float _bowX;
    private readonly float _bowY;
    private readonly float _waist;

    public PenHand(ref SplitMix64 random)
    {
        Jitter = random.Uniform(0.01f, 0.055f);
        Haste = random.Uniform(0.05f, 0.35f);
        _slant = 0.14f + 0.26f * random.Normal();
        // Rotation by θ from t = tan(θ/2): no trigonometric function, whose last bits differ between machines.
        var t = 0.06f * random.Normal();
        (_cos, _sin) = ((1 - t * t) / (1 + t * t), 2 * t / (1 + t * t));
        _width = random.Uniform(0.6f, 1.6f);
        _taper = 0.2f * random.Normal();
        _bowX = 0.12f * random.Normal();
        _bowY = 0.12f * random.Normal();
        _waist = 0.3f * random.Normal();
        var (thin, thick) = (random.Uniform(), random.Uniform());
        Radius = 0.72f + 0.8f * thin + 1.2f * thick * thick * thick;
        Pressure = 0.15f * random.Normal();
    }

    /// <summary>Standard deviation of the control points.</summary>
    public float Jitter { get; }

    /// <summary>Standard deviation of how far strokes end before or behind their points, relative to the next point's distance.</summary>
    public float Haste { get; }

    /// <summary>Half the width of the pen's line, in pixels of the picture.</summary>
    public float Radius { get; }

    /// <summary>By how much the line grows from the top to the bottom, relative to its width.</summary>
    public float Pressure { get; }

    /// <summary>Where a point of a style, with jitter, comes to lie.</summary>
    public PenPoint Place(PenPoint point)
    {
        // From the middle, in [-0.5, 0.5].
        var (x, y) = (point.X - 0.35f, point.Y - 0.5f);
        var bent = _width * x * (1 + _taper * y) + _bowX * (4 * y * y - 1) * 0.5f - _slant * y;
        var tall = y + _waist * (0.25f - y * y) + _bowY * (4 * x * x);
        return new PenPoint(_cos * bent - _sin * tall, _sin * bent + _cos * tall);
    }
}
