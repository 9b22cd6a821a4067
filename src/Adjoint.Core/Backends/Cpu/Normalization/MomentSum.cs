namespace Adjoint.Backends.Cpu;

/// <summary>
/// Mean and variance of elements that come in segments, joined in double precision. Distances are measured from the mean of the first
/// segment, so that a large common mean takes no digits from the variance (Chan, Golub and LeVeque, 1983).
/// </summary>
internal struct MomentSum
{
    private double _count;
    private double _sum;
    private double _within;
    private double _origin;
    private double _distance;
    private double _squaredDistance;

    public readonly double Mean => _sum / _count;

    // Rounding may leave less than nothing.
    public readonly double Variance => Math.Max(0, (_within + _squaredDistance - _distance * _distance / _count) / _count);

    /// <summary>
    /// How many of a segment's elements are enough for a number close to its mean. Measured from the mean of an eighth of the elements, the
    /// squares sum up to less than ten times those from the mean of all: at most one digit is lost.
    /// </summary>
    public static int SampleLength(int count) => Math.Min(count, Math.Max(16, count / 8));

    /// <summary>Adds a segment.</summary>
    /// <param name="count">Its number of elements.</param>
    /// <param name="centre">A number close to its mean.</param>
    /// <param name="first">The sum of x - centre.</param>
    /// <param name="second">The sum of (x - centre)^2.</param>
    public void Add(int count, double centre, double first, double second)
    {
        // Where an element is infinite, so is the centre, and the distances from it are no numbers.
        var mean = double.IsFinite(centre) ? centre + first / count : centre;
        Join(count, mean, second - first * first / count);
    }

    /// <summary>Adds a segment whose mean is taken for 0.</summary>
    /// <param name="count">Its number of elements.</param>
    /// <param name="squares">The sum of x^2.</param>
    public void AddSquares(int count, double squares)
    {
        _count += count;
        _within += squares;
    }

    /// <summary>Adds the segments of another sum.</summary>
    public void Add(in MomentSum other) => Join(other._count, other.Mean, other.Variance * other._count);

    private void Join(double count, double mean, double within)
    {
        if (_count == 0) _origin = mean;
        var distance = mean - _origin;
        _count += count;
        _sum += count * mean;
        _within += within;
        _distance += count * distance;
        _squaredDistance += count * distance * distance;
    }
}
