using Adjoint.Metrics;
using FsCheck;
using FsCheck.Fluent;
using static Adjoint.Tests.Metrics.ClassMetricTests;

namespace Adjoint.Tests.Metrics;

public sealed class ValueMetricTests
{
    // The examples of scikit-learn's documentation.
    private static readonly double[] s_right = [3, -0.5, 2, 7];
    private static readonly double[] s_predicted = [2.5, 0, 2, 8];

    [Fact]
    public void Four_values_have_the_numbers_that_scikit_learn_documents()
    {
        Near(Math.Sqrt(0.375), new RootMeanSquaredError().Measure(s_predicted, s_right));
        Near(0.5, new MeanAbsoluteError().Measure(s_predicted, s_right));
        Assert.Equal(0.948, new R2Score().Measure(s_predicted, s_right), 1e-3);
    }

    [Fact]
    public void Random_values_have_the_numbers_of_the_definitions_whatever_their_batches()
    {
        var value = Gen.Choose(-1000, 1000).Select(k => k / 8.0);
        var pairs = value.SelectMany(p => value.Select(t => (Predicted: p, Right: t))).ListOf(24);
        Prop.ForAll(pairs.ToArbitrary(), Gen.Choose(1, 11).ToArbitrary(), (list, batch) =>
        {
            var predicted = Tensor.From<double>([.. list.Select(pair => pair.Predicted)], [12, 2]);
            var right = Tensor.From<double>([.. list.Select(pair => pair.Right)], [12, 2]);
            var squares = list.Select(pair => Math.Pow(pair.Predicted - pair.Right, 2)).ToArray();
            Near(Math.Sqrt(squares.Average()), Batched(new RootMeanSquaredError(), predicted, right, batch));
            Near(list.Average(pair => Math.Abs(pair.Predicted - pair.Right)), Batched(new MeanAbsoluteError(), predicted, right, batch));
            var r2 = Enumerable.Range(0, 2).Select(output =>
            {
                var own = list.Where((_, i) => i % 2 == output).ToArray();
                var (mean, errors) = (own.Average(pair => pair.Right), own.Sum(pair => Math.Pow(pair.Predicted - pair.Right, 2)));
                var variation = own.Sum(pair => Math.Pow(pair.Right - mean, 2));
                return variation > 0 ? 1 - errors / variation : errors == 0 ? 1 : 0;
            });
            var (expected, found) = (r2.Average(), Batched(new R2Score(), predicted, right, batch));
            Assert.Equal(expected, found, 1e-9 * Math.Max(1, Math.Abs(expected)));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Predicting_the_mean_has_R2_0_and_predicting_the_targets_1()
    {
        Near(0, new R2Score().Measure([.. Enumerable.Repeat(s_right.Average(), 4)], s_right));
        Assert.Equal(1, new R2Score().Measure(s_right, s_right));
    }

    [Fact]
    public void Targets_far_from_zero_lose_no_digits()
    {
        double[] right = [1e9 + 1, 1e9 + 2, 1e9 + 3], predicted = [1e9 + 1.5, 1e9 + 2, 1e9 + 3];
        Near(1 - 0.25 / 2, new R2Score().Measure(predicted, right));
        Near(1 - 0.25 / 2, Batched(new R2Score(), Tensor.From<double>(predicted), Tensor.From<double>(right), 1));
    }

    [Fact]
    public void Equal_targets_have_R2_1_if_predicted_and_else_0_and_one_example_has_none()
    {
        double[] tenths = [.. Enumerable.Repeat(0.1, 7)];
        Assert.Equal(1, new R2Score().Measure(tenths, tenths));
        Assert.Equal(0, new R2Score().Measure([0, .. tenths[1..]], tenths));
        Assert.True(double.IsNaN(new R2Score().Measure([1.0], [1.0])));
    }

    [Fact]
    public void Values_that_are_no_numbers_or_do_not_match_are_refused()
    {
        var metric = new MeanAbsoluteError();
        Says<ArgumentException>(() => metric.Add([1, double.NaN], [1, 2.0]), "element 1 of the prediction is NaN");
        Says<ArgumentException>(() => metric.Add([1, 2.0], [double.PositiveInfinity, 2]), "element 0 of the target is", "finite");
        Says<ShapeException>(() => metric.Add([1, 2.0], [1.0]), "float64[2]", "float64[1]");
        Says<ShapeException>(() => metric.Add(Tensor.Zeros([3]), Tensor.Zeros([3, 1])), "broadcasting");
        Says<DTypeException>(() => metric.Add(Tensor.From([1]), Tensor.From([1])), "int64");
        Says<InvalidOperationException>(() => metric.Measure(Tensor.Zeros([0, 2]), Tensor.Zeros([0, 2])), "no examples");
        Says<InvalidOperationException>(() => metric.Measure(Tensor.Zeros([3, 0]), Tensor.Zeros([3, 0])), "no examples");
        var r2 = new R2Score();
        r2.Add(Tensor.Zeros([3, 2]), Tensor.Zeros([3, 2]));
        Says<ShapeException>(() => r2.Add(Tensor.Zeros([3]), Tensor.Zeros([3])), "2 outputs", "has 1");
    }

    private static double Batched(Metric metric, Tensor predicted, Tensor right, int batch)
    {
        var count = predicted.Shape[0];
        for (var start = 0; start < count; start += batch)
        {
            var length = Math.Min(batch, count - start);
            metric.Add(predicted.Narrow(0, start, length), right.Narrow(0, start, length));
        }
        return metric.Value;
    }
}
