namespace Adjoint.Representation;

/// <summary>
/// A polygon through tubes around the samples. From a corner, the slopes that keep within the tolerance of all samples passed so far are
/// an interval that only shrinks; when it would become empty, the line ends at the sample before.
/// </summary>
internal sealed class LinePieces
{
    private LinePieces(double firstValue, double[] starts, double[] slopes, double largestDeviation) =>
        (FirstValue, Starts, Slopes, LargestDeviation) = (firstValue, starts, slopes, largestDeviation);

    public double FirstValue { get; }

    /// <summary>Where each line begins; the first at the left end.</summary>
    public double[] Starts { get; }

    public double[] Slopes { get; }

    /// <summary>Of all samples, from the polygon.</summary>
    public double LargestDeviation { get; }

    public static LinePieces Of(FunctionSamples samples, double tolerance)
    {
        var (x, y) = (samples.X, samples.Y);
        var (starts, slopes) = (new List<double>(), new List<double>());
        var (largest, value) = (0.0, y[0]);
        for (var first = 0; first < samples.Count - 1;)
        {
            var (low, high) = (double.NegativeInfinity, double.PositiveInfinity);
            var last = first;
            while (last < samples.Count - 1)
            {
                var next = last + 1;
                var run = x[next] - x[first];
                var nextLow = Math.Max(low, (y[next] - tolerance - value) / run);
                var nextHigh = Math.Min(high, (y[next] + tolerance - value) / run);
                if (nextLow > nextHigh) break;
                (low, high, last) = (nextLow, nextHigh, next);
            }
            // Of the slopes that will do, the one that ends nearest to the function.
            var slope = Math.Clamp((y[last] - value) / (x[last] - x[first]), low, high);
            for (var i = first; i <= last; i++) largest = Math.Max(largest, Math.Abs(value + slope * (x[i] - x[first]) - y[i]));
            starts.Add(x[first]);
            slopes.Add(slope);
            value += slope * (x[last] - x[first]);
            first = last;
        }
        return new LinePieces(y[0], [.. starts], [.. slopes], largest);
    }
}
