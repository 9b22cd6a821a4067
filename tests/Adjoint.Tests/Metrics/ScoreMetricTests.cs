using Adjoint.Losses;
using Adjoint.Metrics;
using FsCheck;
using FsCheck.Fluent;
using static Adjoint.Tests.Metrics.ClassMetricTests;

namespace Adjoint.Tests.Metrics;

public sealed class ScoreMetricTests
{
    [Fact]
    public void Four_examples_have_the_curve_that_scikit_learn_documents()
    {
        var curve = new RocCurve([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1]);
        Assert.Equal(
            [new(0, 0, double.PositiveInfinity), new(0, 0.5, 0.8), new(0.5, 0.5, 0.4), new(0.5, 1, 0.35), new RocPoint(1, 1, 0.1)],
            curve.Points);
        Assert.Equal(0.75, curve.Area);
    }

    [Fact]
    public void The_area_is_the_probability_that_a_positive_example_outranks_a_negative_one_equal_scores_counting_half()
    {
        Prop.ForAll(Scored().ToArbitrary(), examples =>
        {
            var positives = examples.Where(one => one.Class == 1).ToArray();
            var negatives = examples.Where(one => one.Class == 0).ToArray();
            var wins = positives.Sum(p => negatives.Sum(n => p.Score > n.Score ? 1 : p.Score == n.Score ? 0.5 : 0));
            var scores = Tensor.From<double>([.. examples.Select(one => (double)one.Score)]);
            var targets = Tensor.From<long>([.. examples.Select(one => (long)one.Class)]);
            var area = new RocAuc().Measure(scores, targets);
            Near(wins / (positives.Length * negatives.Length), area);
            Near(area, new RocAuc().Measure(scores.Unsqueeze(1).To(DType.Float32), targets));
            Near(1 - area, new RocAuc().Measure(-scores, targets));
            Near(area, new RocAuc().Measure((scores * 0.3).Exp(), targets));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_curve_rises_from_corner_to_corner_and_its_points_are_the_rates_above_their_thresholds()
    {
        Prop.ForAll(Scored().ToArbitrary(), examples =>
        {
            var points = new RocCurve([.. examples.Select(one => (double)one.Score)],
                (long[])[.. examples.Select(one => (long)one.Class)]).Points;
            Assert.Equal((0, 0), (points[0].FalsePositiveRate, points[0].TruePositiveRate));
            Assert.Equal((1, 1), (points[^1].FalsePositiveRate, points[^1].TruePositiveRate));
            Assert.Equal(examples.Select(one => one.Score).Distinct().Count() + 1, points.Count);
            foreach (var point in points)
            {
                Near(Rate(0, point.Threshold), point.FalsePositiveRate);
                Near(Rate(1, point.Threshold), point.TruePositiveRate);
            }

            double Rate(int kind, double threshold) =>
                examples.Count(one => one.Class == kind && one.Score >= threshold) / (double)examples.Count(one => one.Class == kind);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Of_several_classes_each_is_ranked_against_the_rest()
    {
        var generator = new Generator(3);
        var scores = Tensor.Rand([50, 4], generator);
        var targets = Tensor.RandInt(0, 3, [50], generator);
        // Class 3 never occurs and is left out.
        var areas = Enumerable.Range(0, 3).Select(c =>
            new RocAuc().Measure(scores.Select(1, c).Contiguous(), targets.Equal(c).To(DType.Int64)));
        Near(areas.Average(), new RocAuc().Measure(scores, targets));
        Assert.True(double.IsNaN(new RocAuc().Measure(scores, Tensor.Zeros([50], DType.Int64))));
        Assert.True(double.IsNaN(new RocAuc().Measure(scores.Select(1, 0).Contiguous(), Tensor.Zeros([50], DType.Int64))));
    }

    [Fact]
    public void Among_the_best_k_there_are_as_many_as_scikit_learn_documents()
    {
        var scores = Tensor.From<double>([0.5, 0.2, 0.2, 0.3, 0.4, 0.2, 0.2, 0.4, 0.3, 0.7, 0.2, 0.1], [4, 3]);
        var targets = Tensor.From([0, 1, 2, 2]);
        Assert.Equal(0.75, new TopKAccuracy(2).Measure(scores, targets));
        Assert.Equal(1, new TopKAccuracy(3).Measure(scores, targets));
        Assert.Equal("top2", new TopKAccuracy(2).Name);
    }

    [Fact]
    public void The_best_one_is_the_accuracy_and_more_guesses_are_never_worse()
    {
        Prop.ForAll(Gen.Choose(0, 10_000).ToArbitrary(), seed =>
        {
            var generator = new Generator((ulong)seed);
            var (scores, targets) = (Tensor.RandInt(0, 3, [20, 5], generator).To(DType.Float32), Tensor.RandInt(0, 5, [20], generator));
            var tops = Enumerable.Range(1, 5).Select(k => new TopKAccuracy(k).Measure(scores, targets)).ToArray();
            Near(new Accuracy().Measure(scores, targets), tops[0]);
            Assert.Equal(tops.Order(), tops);
            Assert.Equal(1, tops[^1]);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Perplexity_is_the_exponential_of_the_mean_cross_entropy()
    {
        var generator = new Generator(3);
        var (scores, targets) = (Tensor.Rand([2, 7, 6], generator).To(DType.Float64), Tensor.RandInt(0, 7, [2, 6], generator));
        Near(Math.Exp(new CrossEntropyLoss().Compute(scores, targets).Item()), new Perplexity().Measure(scores, targets));
        Near(7, new Perplexity().Measure(Tensor.Full([3, 7], 1e4), Tensor.From([0, 1, 6])));
        Near(2, new Perplexity(ignoreIndex: -1).Measure(Tensor.Zeros([3, 2]), Tensor.From([0, -1, 1])));
        Assert.Equal(double.PositiveInfinity, new Perplexity().Measure(Tensor.From<float>([1e4f, 0], [1, 2]), Tensor.From([1])));
    }

    [Fact]
    public void Batches_give_what_all_examples_give_at_once_and_what_was_saved_goes_on_the_same()
    {
        var generator = new Generator(8);
        var (scores, targets) = (Tensor.Rand([60, 3], generator), Tensor.RandInt(0, 3, [60], generator));
        foreach (var make in new Func<Metric>[] { () => new Accuracy(), () => new F1Score(), () => new RocAuc(), () => new TopKAccuracy(2),
            () => new Perplexity(), () => new ConfusionMatrix(3) })
        {
            var (whole, parts, resumed) = (make(), make(), make());
            whole.Add(scores, targets);
            for (var start = 0; start < 60; start += 20)
            {
                parts.Add(scores.Narrow(0, start, 20), targets.Narrow(0, start, 20));
                if (start == 20) resumed.Restore(parts.Save());
                if (start == 40) resumed.Add(scores.Narrow(0, start, 20), targets.Narrow(0, start, 20));
            }
            Assert.Equal((60, 60), (whole.Count, resumed.Count));
            Near(whole.Value, parts.Value);
            Assert.Equal(parts.Value, resumed.Value);
        }
    }

    [Fact]
    public void Scores_that_cannot_be_ranked_are_refused()
    {
        Says<ArgumentException>(() => _ = new RocCurve([0.5, 0.25], [1]), "2 scores", "1 targets");
        Says<ArgumentException>(() => _ = new RocCurve([0.5, 0.25], [1, 1]), "2 of 2", "both");
        Says<ArgumentException>(() => _ = new RocCurve([0.5, 0.25], [0, 2]), "example 1", "class 2");
        Says<ArgumentException>(() => _ = new RocCurve([0.5, double.NaN], [0, 1]), "score 1 is NaN");
        Says<ArgumentException>(() => _ = new RocCurve([], []), "0 of 0");
        Says<ArgumentException>(() => new TopKAccuracy(1).Add(Tensor.From<float>([0, 0, 0, float.NaN], [2, 2]), Tensor.From([0, 0])),
            "example 1", "NaN");
        Says<ShapeException>(() => new TopKAccuracy(4).Add(Tensor.Zeros([2, 3]), Tensor.From([0, 0])), "k is 4", "3 classes");
        Says<ArgumentOutOfRangeException>(() => new Perplexity().Add(Tensor.Zeros([2, 3]), Tensor.From([0, 3])), "example 1", "class 3", "0..2");
        Says<ArgumentOutOfRangeException>(() => new RocAuc().Add(Tensor.Zeros([2]), Tensor.From([0, 2])), "class 2", "0..1");
        Says<ShapeException>(() => new RocAuc().Add(Tensor.Zeros([2]), Tensor.From([0])), "float32[2, 1]", "int64[1]");
        Says<DTypeException>(() => new TopKAccuracy(1).Add(Tensor.From([0]).Unsqueeze(1), Tensor.From([0])), "int64[1, 1]");
        var auc = new RocAuc();
        auc.Add(Tensor.Zeros([2, 3]), Tensor.From([0, 2]));
        Says<ShapeException>(() => auc.Add(Tensor.Zeros([2, 4]), Tensor.From([0, 2])), "3 classes", "has 4");
        Says<InvalidOperationException>(() => _ = new Perplexity().Value, "no examples");
        Says<ArgumentException>(() => new Perplexity().Restore([]), "sums");
        Assert.Throws<ArgumentOutOfRangeException>(() => new TopKAccuracy(0));
    }

    // Few scores, so that many are equal; one example of each class at least.
    private static Gen<(int Score, int Class)[]> Scored() =>
        from scores in Gen.Choose(0, 8).NonEmptyListOf()
        from positive in Gen.Choose(0, 8)
        from negative in Gen.Choose(0, 8)
        from seed in Gen.Choose(0, 1 << 20)
        select scores.Select((score, i) => (score, (seed >> i % 20) & 1)).Append((positive, 1)).Append((negative, 0)).ToArray();
}
