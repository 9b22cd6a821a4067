namespace Adjoint.Metrics;

/// <summary>A point of a <see cref="RocCurve"/>: what comes of calling positive every example with at least this score.</summary>
/// <param name="FalsePositiveRate">The fraction of the negative examples that are called positive.</param>
/// <param name="TruePositiveRate">The fraction of the positive examples that are called positive.</param>
/// <param name="Threshold">The least score that is called positive.</param>
public readonly record struct RocPoint(double FalsePositiveRate, double TruePositiveRate, double Threshold);

/// <summary>
/// The receiver operating characteristic: the true positive rate over the false positive rate as the threshold falls (scikit-learn:
/// <c>roc_curve</c> with <c>drop_intermediate=False</c>). Examples of equal score are crossed in one step, so that their order means nothing.
/// </summary>
public sealed class RocCurve
{
    /// <summary>The curve of scores of which greater ones mean class 1.</summary>
    /// <param name="scores">One score an example, in any unit.</param>
    /// <param name="targets">The class of each, 0 or 1.</param>
    /// <exception cref="ArgumentException">The lengths differ, a score is NaN, a class is neither 0 nor 1, or one of them does not
    /// occur.</exception>
    public RocCurve(ReadOnlySpan<double> scores, ReadOnlySpan<long> targets)
    {
        if (scores.Length != targets.Length)
            throw new ArgumentException($"RocCurve: {scores.Length} scores and {targets.Length} targets.", nameof(targets));
        var positives = Positives(scores, targets);
        if (positives == 0 || positives == targets.Length)
        {
            throw new ArgumentException(
                $"RocCurve: {positives} of {targets.Length} examples are positive, and both kinds are needed for a curve.", nameof(targets));
        }
        (double[] sorted, long[] classes) = (scores.ToArray(), targets.ToArray());
        Array.Sort(sorted, classes);
        Points = Trace(sorted, classes, positives);
    }

    /// <summary>From (0, 0), where nothing is called positive, to (1, 1), a point for each score that occurs.</summary>
    public IReadOnlyList<RocPoint> Points { get; }

    /// <summary>
    /// The area under the curve: the probability that a positive example has a greater score than a negative one, equal scores counting half
    /// (scikit-learn: <c>roc_auc_score</c>).
    /// </summary>
    public double Area
    {
        get
        {
            var area = 0.0;
            for (var i = 1; i < Points.Count; i++)
            {
                var (left, right) = (Points[i - 1], Points[i]);
                area += (right.FalsePositiveRate - left.FalsePositiveRate) * (left.TruePositiveRate + right.TruePositiveRate) / 2;
            }
            return area;
        }
    }

    private static int Positives(ReadOnlySpan<double> scores, ReadOnlySpan<long> targets)
    {
        var positives = 0;
        for (var i = 0; i < targets.Length; i++)
        {
            if (double.IsNaN(scores[i])) throw new ArgumentException($"RocCurve: score {i} is NaN.", nameof(scores));
            if (targets[i] is not (0 or 1))
                throw new ArgumentException($"RocCurve: example {i} has class {targets[i]}, neither 0 nor 1.", nameof(targets));
            positives += (int)targets[i];
        }
        return positives;
    }

    private static List<RocPoint> Trace(double[] scores, long[] classes, int positives)
    {
        List<RocPoint> points = [new(0, 0, double.PositiveInfinity)];
        var (hits, alarms) = (0, 0);
        for (var i = scores.Length - 1; i >= 0; i--)
        {
            if (classes[i] == 1) hits++;
            else alarms++;
            if (i > 0 && scores[i - 1] == scores[i]) continue;
            points.Add(new((double)alarms / (scores.Length - positives), (double)hits / positives, scores[i]));
        }
        return points;
    }
}
