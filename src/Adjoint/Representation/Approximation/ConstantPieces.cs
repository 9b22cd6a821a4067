namespace Adjoint.Representation;

/// <summary>
/// A function cut into the fewest pieces on which its samples stay within a tolerance of one value: each piece is drawn out as far as it
/// goes, and ends halfway between two samples.
/// </summary>
internal sealed class ConstantPieces
{
    private ConstantPieces(double[] cuts, double[] values, double largestDeviation, double narrowestCutCell) =>
        (Cuts, Values, LargestDeviation, NarrowestCutCell) = (cuts, values, largestDeviation, narrowestCutCell);

    /// <summary>Where one piece ends and the next begins.</summary>
    public double[] Cuts { get; }

    /// <summary>One value a piece: one more than there are cuts.</summary>
    public double[] Values { get; }

    /// <summary>Of all samples, from the value of their piece.</summary>
    public double LargestDeviation { get; }

    /// <summary>The shortest distance of two samples with a cut between them; positive infinity without cuts.</summary>
    public double NarrowestCutCell { get; }

    /// <summary>The jumps from piece to piece.</summary>
    public double[] Jumps => [.. Values.Zip(Values.Skip(1), (before, after) => after - before)];

    public static ConstantPieces Of(FunctionSamples samples, double tolerance)
    {
        var (cuts, values) = (new List<double>(), new List<double>());
        var (largest, narrowest) = (0.0, double.PositiveInfinity);
        var (low, high) = (samples.Y[0], samples.Y[0]);
        for (var i = 1; i <= samples.Count; i++)
        {
            if (i < samples.Count)
            {
                var (nextLow, nextHigh) = (Math.Min(low, samples.Y[i]), Math.Max(high, samples.Y[i]));
                if (nextHigh - nextLow <= 2 * tolerance)
                {
                    (low, high) = (nextLow, nextHigh);
                    continue;
                }
                cuts.Add(samples.X[i - 1] + (samples.X[i] - samples.X[i - 1]) / 2);
                narrowest = Math.Min(narrowest, samples.X[i] - samples.X[i - 1]);
            }
            values.Add(low + (high - low) / 2);
            largest = Math.Max(largest, (high - low) / 2);
            if (i < samples.Count) low = high = samples.Y[i];
        }
        return new ConstantPieces([.. cuts], [.. values], largest, narrowest);
    }
}
