namespace Adjoint.Metrics;

/// <summary>Scores [examples, classes] in double precision, with a class an example, checked.</summary>
internal sealed class ScoreRows
{
    private readonly double[] _scores;

    private ScoreRows(double[] scores, long[] targets, int classes) => (_scores, Targets, Classes) = (scores, targets, classes);

    public int Count => Targets.Length;

    public int Classes { get; }

    public long[] Targets { get; }

    public ReadOnlySpan<double> Row(int example) => _scores.AsSpan(example * Classes, Classes);

    /// <summary>Reads scores [batch, classes] and class indices [batch].</summary>
    /// <param name="metric">For errors.</param>
    /// <param name="prediction">The scores.</param>
    /// <param name="target">The class indices.</param>
    /// <param name="classes">The number of classes; as many as there are scores an example if omitted.</param>
    /// <param name="ignored">A class index that stands for no class.</param>
    public static ScoreRows Read(string metric, Tensor prediction, Tensor target, int? classes = null, long? ignored = null)
    {
        if (prediction.Rank != 2 || target.Rank != 1 || prediction.Shape[0] != target.Shape[0] || prediction.Shape[1] == 0)
        {
            throw new ShapeException(metric, "takes scores [batch, classes] and class indices [batch], and was given "
                + $"{prediction.Type} and {target.Type}.");
        }
        if (!prediction.DType.IsFloat || target.DType != DType.Int64)
        {
            throw new DTypeException(metric, "takes scores that are floats and class indices that are int64, and was given "
                + $"{prediction.Type} and {target.Type}.");
        }
        using var noGrad = NoGrad.Begin();
        var rows = new ScoreRows(prediction.To(DType.Float64).ToArray<double>(), target.ToArray<long>(), prediction.Shape[1]);
        rows.Require(metric, classes ?? rows.Classes, ignored);
        return rows;
    }

    private void Require(string metric, int classes, long? ignored)
    {
        var wrong = Array.FindIndex(_scores, double.IsNaN);
        if (wrong >= 0)
            throw new ArgumentException($"{metric}: example {wrong / Classes} of the prediction has a score that is NaN.");
        wrong = Array.FindIndex(Targets, target => target != ignored && (ulong)target >= (ulong)classes);
        if (wrong < 0) return;
        throw new ArgumentOutOfRangeException(null,
            $"{metric}: example {wrong} of the target has class {Targets[wrong]}, and there are the classes 0..{classes - 1}.");
    }
}
