using Adjoint.Metrics;
using FsCheck;
using FsCheck.Fluent;

namespace Adjoint.Tests.Metrics;

public sealed class ClassMetricTests
{
    // The example of scikit-learn's documentation of precision_score, recall_score and f1_score.
    private static readonly long[] s_right = [0, 1, 2, 0, 1, 2];
    private static readonly long[] s_predicted = [0, 2, 1, 0, 0, 1];

    [Theory]
    [InlineData(Average.Macro, 2.0 / 9, 1.0 / 3, 0.8 / 3)]
    [InlineData(Average.Micro, 1.0 / 3, 1.0 / 3, 1.0 / 3)]
    [InlineData(Average.Weighted, 2.0 / 9, 1.0 / 3, 0.8 / 3)]
    public void Three_classes_have_the_numbers_that_scikit_learn_documents(Average average, double precision, double recall, double f1)
    {
        Assert.Equal(precision, new Precision(average).Measure(s_predicted, s_right), 1e-12);
        Assert.Equal(recall, new Recall(average).Measure(s_predicted, s_right), 1e-12);
        Assert.Equal(f1, new F1Score(average).Measure(s_predicted, s_right), 1e-12);
    }

    [Fact]
    public void Of_two_classes_the_second_is_the_positive_one()
    {
        // 3 hits, 1 false alarm, 2 misses.
        long[] predicted = [1, 1, 1, 1, 0, 0, 0], right = [1, 1, 1, 0, 1, 1, 0];
        Assert.Equal(3.0 / 4, new Precision(Average.Binary).Measure(predicted, right));
        Assert.Equal(3.0 / 5, new Recall(Average.Binary).Measure(predicted, right));
        Assert.Equal(2 * 0.75 * 0.6 / 1.35, new F1Score(Average.Binary).Measure(predicted, right), 1e-12);
    }

    [Fact]
    public void Each_class_has_its_own_number()
    {
        var precision = new Precision();
        precision.Add(s_predicted, s_right);
        Assert.Equal([2.0 / 3, 0, 0], precision.PerClass());
        var wide = new Recall(classes: 4);
        wide.Add(s_predicted, s_right);
        Assert.Equal([1, 0, 0, 0], wide.PerClass());
    }

    [Fact]
    public void A_fraction_of_nothing_is_0_and_a_class_that_occurs_nowhere_counts_only_if_it_was_named()
    {
        long[] predicted = [0, 0, 2], right = [0, 0, 0];
        // Class 2 was taken for once and is never right: recall 0 of 0.
        Assert.Equal((2.0 / 3 + 0) / 2, new Recall().Measure(predicted, right), 1e-12);
        Assert.Equal((2.0 / 3 + 0 + 0 + 0) / 4, new Recall(classes: 4).Measure(predicted, right), 1e-12);
        Assert.Equal(0, new Precision(Average.Binary).Measure([0L, 0], [1L, 1]));
        Assert.Equal(0, new F1Score(Average.Binary).Measure([0L, 0], [0L, 0]));
    }

    [Fact]
    public void The_numbers_of_random_classes_are_those_of_their_definitions()
    {
        Prop.ForAll(Pairs().ToArbitrary(), pairs =>
        {
            long[] predicted = [.. pairs.Select(pair => (long)pair.Predicted)], right = [.. pairs.Select(pair => (long)pair.Right)];
            var classes = predicted.Union(right).ToArray();
            var precisions = classes.Select(c => Share(pairs, p => p.Predicted == c, p => p.Right == c)).ToArray();
            var recalls = classes.Select(c => Share(pairs, p => p.Right == c, p => p.Predicted == c)).ToArray();
            var f1 = precisions.Zip(recalls, (p, r) => p + r == 0 ? 0 : 2 * p * r / (p + r)).ToArray();
            var share = classes.Select(c => right.Count(one => one == c) / (double)right.Length).ToArray();
            Near(precisions.Average(), new Precision().Measure(predicted, right));
            Near(recalls.Average(), new Recall().Measure(predicted, right));
            Near(f1.Average(), new F1Score().Measure(predicted, right));
            Near(f1.Zip(share, (a, b) => a * b).Sum(), new F1Score(Average.Weighted).Measure(predicted, right));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Micro_averages_are_the_accuracy()
    {
        Prop.ForAll(Pairs().ToArbitrary(), pairs =>
        {
            long[] predicted = [.. pairs.Select(pair => (long)pair.Predicted)], right = [.. pairs.Select(pair => (long)pair.Right)];
            var accuracy = pairs.Count(pair => pair.Predicted == pair.Right) / (double)pairs.Length;
            Near(accuracy, new Accuracy().Measure(predicted, right));
            Near(accuracy, new F1Score(Average.Micro).Measure(predicted, right));
            Near(accuracy, new Precision(Average.Micro).Measure(predicted, right));
            Near(accuracy, new Recall(Average.Micro).Measure(predicted, right));
            Near(accuracy, new Recall(Average.Weighted).Measure(predicted, right));
            Near(accuracy, new ConfusionMatrix(5).Measure(predicted, right));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_confusion_matrix_counts_right_classes_by_row_and_predicted_ones_by_column()
    {
        Prop.ForAll(Pairs().ToArbitrary(), pairs =>
        {
            var matrix = new ConfusionMatrix(5);
            matrix.Add([.. pairs.Select(pair => (long)pair.Predicted)], (long[])[.. pairs.Select(pair => (long)pair.Right)]);
            for (var right = 0; right < 5; right++)
            {
                Assert.Equal(pairs.Count(pair => pair.Right == right), matrix.CountOf(right));
                Assert.Equal(pairs.Count(pair => pair.Predicted == right), matrix.PredictedCountOf(right));
                for (var predicted = 0; predicted < 5; predicted++)
                    Assert.Equal(pairs.Count(pair => pair == (predicted, right)), matrix[right, predicted]);
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Fractions_of_a_confusion_matrix_are_of_all_or_of_a_row_or_of_a_column()
    {
        var matrix = new ConfusionMatrix(3);
        matrix.Add([0L, 0, 1, 1], [0L, 1, 1, 1]);
        Assert.Equal(new double[,] { { 0.25, 0, 0 }, { 0.25, 0.5, 0 }, { 0, 0, 0 } }, matrix.Normalized(Normalization.All));
        Assert.Equal(new double[,] { { 1, 0, 0 }, { 1.0 / 3, 2.0 / 3, 0 }, { 0, 0, 0 } }, matrix.Normalized(Normalization.Targets));
        Assert.Equal(new double[,] { { 0.5, 0, 0 }, { 0.5, 1, 0 }, { 0, 0, 0 } }, matrix.Normalized(Normalization.Predictions));
        Assert.Equal((0.5, 1, 2.0 / 3), (matrix.PrecisionOf(0), matrix.RecallOf(0), matrix.F1Of(0)));
    }

    [Fact]
    public void A_confusion_matrix_prints_as_a_table()
    {
        var matrix = new ConfusionMatrix(2);
        matrix.Add([.. Enumerable.Repeat(1L, 12)], (long[])[.. Enumerable.Repeat(0L, 12)]);
        Assert.Equal("""
            true \ predicted  a  rose
            a                 0    12
            rose              0     0
            """.ReplaceLineEndings("\n"), matrix.ToString(["a", "rose"]));
        Assert.StartsWith("true \\ predicted  0   1\n", matrix.ToString(), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => matrix.ToString(["a"]));
    }

    [Fact]
    public void Scores_are_read_as_the_class_of_the_greatest_and_one_score_as_class_1_above_the_threshold()
    {
        var scores = Tensor.From<float>([0.1f, 0.7f, 0.7f, 3, 2, 1], [2, 3]);
        Assert.Equal(1, new Accuracy().Measure(scores, Tensor.From([1, 0])));
        Assert.Equal(1, new Accuracy().Measure(scores.To(DType.Float64), Tensor.From([1, 0])));
        var one = Tensor.From<float>([-1, 0, 0.4f, 0.6f]);
        Assert.Equal(1, new Accuracy().Measure(one, Tensor.From([0, 0, 1, 1])));
        Assert.Equal(1, new Accuracy(threshold: 0.5).Measure(one.Unsqueeze(1), Tensor.From([0, 0, 0, 1])));
        Assert.Equal(0.75, new Accuracy().Measure(one.Unsqueeze(1), Tensor.From<float>([0, 0, 0, 1], [4, 1])));
    }

    [Fact]
    public void Examples_without_a_class_or_a_number_are_refused()
    {
        var accuracy = new Accuracy();
        Says<ShapeException>(() => accuracy.Add([1L], [1L, 0]), "int64[1]", "int64[2]");
        Says<ShapeException>(() => accuracy.Add(Tensor.Zeros([2, 3, 4]), Tensor.From([1, 1])), "[2, 3, 4]");
        Says<ArgumentOutOfRangeException>(() => accuracy.Add([1L], [-1L]), "example 0", "class -1");
        Says<ArgumentOutOfRangeException>(() => accuracy.Add(Tensor.Zeros([2, 3]), Tensor.From([1, 3])), "example 1", "class 3", "0..2");
        Says<ArgumentException>(() => accuracy.Add(Tensor.From<float>([0, float.NaN], [1, 2]), Tensor.From([1])), "NaN", "example 0");
        Says<ArgumentException>(() => accuracy.Add(Tensor.From([1]), Tensor.From<float>([0.5f])), "0.5", "int64");
        Says<DTypeException>(() => accuracy.Add(Tensor.From([1]).To(DType.Bool), Tensor.From([1])), "bool");
        Says<ArgumentOutOfRangeException>(() => new ConfusionMatrix(2).Add([2L], [0L]), "class 2", "0..1");
        Says<ShapeException>(() => new ConfusionMatrix(2).Add(Tensor.Zeros([1, 3]), Tensor.From([1])), "scores of 3");
        Says<ArgumentOutOfRangeException>(() => new F1Score(Average.Binary).Add([2L], [0L]), "class 2", "0..1");
        Says<ArgumentOutOfRangeException>(() => new F1Score().Add([1L << 40], [0L]), "class 1099511627776");
        Says<ArgumentOutOfRangeException>(() => _ = new F1Score(Average.Binary, classes: 3), "two classes");
        Says<InvalidOperationException>(() => _ = accuracy.Value, "no examples");
        Says<InvalidOperationException>(() => new F1Score().Measure(Tensor.Zeros([0, 3]), Tensor.Zeros([0], DType.Int64)), "no examples");
    }

    internal static void Says<T>(Action what, params string[] texts) where T : Exception
    {
        var error = Assert.Throws<T>(what);
        Assert.All(texts, text => Assert.Contains(text, error.Message, StringComparison.Ordinal));
    }

    internal static void Near(double expected, double found) => Assert.Equal(expected, found, 1e-9);

    private static Gen<(int Predicted, int Right)[]> Pairs() =>
        Gen.Choose(0, 4).SelectMany(p => Gen.Choose(0, 4).Select(r => (p, r))).NonEmptyListOf().Select(list => list.ToArray());

    private static double Share((int Predicted, int Right)[] pairs, Func<(int Predicted, int Right), bool> of,
        Func<(int Predicted, int Right), bool> part)
    {
        var all = pairs.Count(of);
        return all == 0 ? 0 : pairs.Count(pair => of(pair) && part(pair)) / (double)all;
    }

    [Fact]
    public void More_classes_than_a_matrix_can_hold_are_refused_at_once() =>
        Assert.Contains("50,000 classes", Assert.Throws<ArgumentOutOfRangeException>(() => new ConfusionMatrix(50_000)).Message,
            StringComparison.Ordinal);
}
