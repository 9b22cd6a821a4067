using System.Text.Json;
using Adjoint.Losses;

namespace Adjoint.Tests.Losses;

public sealed class LossTests
{
    public static TheoryData<int> Cases => [.. Enumerable.Range(0, TrainingFixture.Count("losses"))];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Values_and_gradients_are_those_of_PyTorch(int index)
    {
        var json = TrainingFixture.Part("losses")[index];
        var prediction = Tensor.From<double>(json.Doubles("prediction"), Shape.Create(json.Ints("shape")));
        prediction.RequiresGrad = true;
        var value = Create(json.Text("loss"), Enum.Parse<Reduction>(json.Text("reduction"), ignoreCase: true))
            .Compute(prediction, Target(json, prediction.Shape));
        Near.Equal(json.Doubles("value"), value.ToArray<double>(), 1e-12);
        value.Sum().Backward();
        Near.Equal(json.Doubles("gradient"), prediction.Grad!.ToArray<double>(), 1e-12);
    }

    [Theory]
    [InlineData(10_000f)]
    [InlineData(-10_000f)]
    public void Scores_of_any_size_give_finite_losses_in_single_precision(float size)
    {
        var scores = Tensor.From<float>([size, -size, 0], [1, 3]);
        scores.RequiresGrad = true;
        var loss = new CrossEntropyLoss().Compute(scores, Tensor.From<long>([1]))
            + new BCEWithLogitsLoss().Compute(scores, Tensor.Ones([1, 3]));
        loss.Backward();
        Assert.True(double.IsFinite(loss.Item()));
        Assert.All(scores.Grad!.ToArray<float>(), value => Assert.True(float.IsFinite(value)));
    }

    [Theory]
    [InlineData("MSELoss")]
    [InlineData("BCEWithLogitsLoss")]
    public void Shapes_that_would_broadcast_are_refused(string name)
    {
        var error = Assert.Throws<ShapeException>(() => Create(name, Reduction.Mean).Compute(Tensor.Ones([4, 1]), Tensor.Ones([4])));
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
        Assert.Contains("[4, 1] and [4]", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MSELoss", 0)]
    [InlineData("BCEWithLogitsLoss", 0)]
    [InlineData("CrossEntropyLoss", 3)]
    public void The_mean_over_no_examples_is_an_error(string name, int classes)
    {
        var (prediction, target) = classes == 0
            ? (Tensor.Zeros([0]), Tensor.Zeros([0]))
            : (Tensor.Zeros([0, classes]), Tensor.Zeros([0], DType.Int64));
        var error = Assert.Throws<ShapeException>(() => Create(name, Reduction.Mean).Compute(prediction, target));
        Assert.Contains("no examples", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, Create(name, Reduction.Sum).Compute(prediction, target).Item());
    }

    [Fact]
    public void Targets_of_another_element_type_are_refused()
    {
        Assert.Throws<DTypeException>(() => new CrossEntropyLoss().Compute(Tensor.Ones([2, 3]), Tensor.Ones([2])));
        Assert.Throws<DTypeException>(() => new MSELoss().Compute(Tensor.Ones([2]), Tensor.Ones([2], DType.Float64)));
        Assert.Throws<DTypeException>(() => new BCEWithLogitsLoss().Compute(Tensor.Ones([2]), Tensor.Ones([2], DType.Int64)));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-1)]
    public void A_class_that_does_not_exist_is_refused(long label)
    {
        var error = Assert.ThrowsAny<ArgumentException>(() =>
            new CrossEntropyLoss().Compute(Tensor.Ones([1, 3]), Tensor.From<long>([label])));
        Assert.Contains(label.ToString(System.Globalization.CultureInfo.InvariantCulture), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_conventions_of_the_squared_error_differ_by_their_factors()
    {
        var (y, t) = (Tensor.From<double>([1, 2, 3, 4, 5, 6], [2, 3]), Tensor.Zeros([2, 3], DType.Float64));
        Assert.Equal(91 / 6.0, new MSELoss().Compute(y, t).Item(), 1e-15);
        Assert.Equal(91 / 2.0, new MSELoss(perExample: true).Compute(y, t).Item(), 1e-15);
        Assert.Equal(91 / 4.0, new MSELoss(half: true, perExample: true).Compute(y, t).Item(), 1e-15);
        Assert.Equal([7.0, 38.5], new MSELoss(Reduction.None, half: true, perExample: true).Compute(y, t).ToArray<double>());
        // B[l, z] = z - y (BI lecture 2): half of the square has the error itself as its gradient.
        y.RequiresGrad = true;
        new MSELoss(Reduction.Sum, half: true).Compute(y, t).Backward();
        Assert.Equal([1.0, 2, 3, 4, 5, 6], y.Grad!.ToArray<double>());
    }

    [Theory]
    [InlineData(10_000f)]
    [InlineData(-10_000f)]
    public void Margins_and_labels_of_any_size_give_finite_losses_in_single_precision(float size)
    {
        var scores = Tensor.From<float>([size, -size, 0], [1, 3]);
        scores.RequiresGrad = true;
        var signs = Tensor.From<float>([1, 1, -1], [1, 3]);
        var smoothed = new CrossEntropyLoss(labelSmoothing: 0.1);
        var weighted = new BCEWithLogitsLoss(positiveWeight: Tensor.From<float>([1, 2, 3]));
        var loss = new SoftMarginLoss().Compute(scores, signs) + new HingeLoss().Compute(scores, signs)
            + new HuberLoss().Compute(scores, signs) + smoothed.Compute(scores, Tensor.From<long>([1]))
            + weighted.Compute(scores, Tensor.Ones([1, 3])) + new MultiMarginLoss().Compute(scores, Tensor.From<long>([0]));
        loss.Backward();
        Assert.True(double.IsFinite(loss.Item()));
        Assert.All(scores.Grad!.ToArray<float>(), value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void Near_equal_scores_of_great_size_lose_no_digits()
    {
        // Both scores have the same distance to the greater one as 0 and -0.5 have.
        var loss = new CrossEntropyLoss().Compute(Tensor.From<float>([10_000, 9_999.5f], [1, 2]), Tensor.From<long>([0]));
        Assert.Equal(Math.Log(1 + Math.Exp(-0.5)), loss.Item(), 1e-6);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(double.NaN)]
    public void Labels_that_are_not_minus_one_or_one_are_refused_with_their_place(double label)
    {
        var (y, t) = (Tensor.Zeros([3], DType.Float64), Tensor.From<double>([1, -1, label]));
        foreach (var loss in new Loss[] { new HingeLoss(), new SoftMarginLoss() })
        {
            var error = Assert.Throws<ArgumentException>(() => loss.Compute(y, t));
            Assert.StartsWith(FormattableString.Invariant(
                $"{loss.GetType().Name}: labels must be -1 or 1, and element 2 of the target is {label}."), error.Message);
        }
        var pairs = Tensor.Ones([3, 2], DType.Float64);
        Assert.Throws<ArgumentException>(() => new CosineEmbeddingLoss().Compute(pairs, pairs, t));
    }

    [Theory]
    [InlineData("NLLLoss")]
    [InlineData("CrossEntropyLoss")]
    public void An_ignored_index_that_leaves_nothing_has_no_mean_and_the_sum_zero(string name)
    {
        var (scores, target) = (Tensor.Rand([2, 3], new Generator(1)), Tensor.From<long>([-100, -100]));
        Loss Of(Reduction reduction) => name == "NLLLoss" ? new NLLLoss(reduction) : new CrossEntropyLoss(reduction);
        var error = Assert.Throws<ArgumentException>(() => Of(Reduction.Mean).Compute(scores, target));
        Assert.StartsWith($"{name}: no example counts", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, Of(Reduction.Sum).Compute(scores, target).Item());
        Assert.Equal([0f, 0f], Of(Reduction.None).Compute(scores, target).ToArray<float>());
    }

    [Fact]
    public void An_ignored_example_counts_for_nothing_even_if_its_loss_is_infinite()
    {
        var logarithms = Tensor.From<float>([0, float.NegativeInfinity, -1, -2], [2, 2]);
        Assert.Equal(2, new NLLLoss(ignoreIndex: 5).Compute(logarithms, Tensor.From<long>([5, 1])).Item());
    }

    [Fact]
    public void Classes_and_weights_that_do_not_fit_are_refused_by_name()
    {
        var scores = Tensor.Zeros([2, 3, 4]);
        var wrongClass = Assert.Throws<ArgumentOutOfRangeException>(() =>
            new NLLLoss().Compute(scores, Tensor.From<long>([0, 1, 2, 0, 0, 3, 0, 0], [2, 4])));
        Assert.StartsWith("NLLLoss: element 5 of the target is class 3, and there are the classes 0..2.", wrongClass.Message);
        var shape = Assert.Throws<ShapeException>(() => new CrossEntropyLoss().Compute(scores, Tensor.Zeros([2, 3], DType.Int64)));
        Assert.Contains("[2, 3, 4] and [2, 3]", shape.Message, StringComparison.Ordinal);
        var weight = Assert.Throws<ShapeException>(() =>
            new CrossEntropyLoss(weight: Tensor.Ones([2])).Compute(Tensor.Zeros([1, 3]), Tensor.From<long>([0])));
        Assert.Contains("one weight a class, [3], and the weights are [2]", weight.Message, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => new MultiMarginLoss().Compute(scores, Tensor.Zeros([2, 4], DType.Int64)));
        Assert.Throws<ShapeException>(() => new CrossEntropyLoss().Compute(scores, Tensor.Zeros([2, 4, 3])));
    }

    [Fact]
    public void Predictions_that_are_no_probabilities_are_refused_with_their_range()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() =>
            new BCELoss().Compute(Tensor.From<double>([0.5, 1.5]), Tensor.Ones([2], DType.Float64)));
        Assert.StartsWith("BCELoss: predictions must be probabilities from 0 to 1, and range from 0.5 to 1.5.", error.Message);
    }

    [Fact]
    public void Vectors_of_different_shapes_are_refused_by_losses_of_pairs_and_triplets()
    {
        var (x, y) = (Tensor.Ones([2, 3]), Tensor.Ones([3, 2]));
        Assert.Throws<ShapeException>(() => new CosineEmbeddingLoss().Compute(x, y, Tensor.Ones([2])));
        Assert.Throws<ShapeException>(() => new CosineEmbeddingLoss().Compute(x, x, Tensor.Ones([3])));
        Assert.Throws<ShapeException>(() => new TripletMarginLoss().Compute(x, x, y));
        var none = Tensor.Zeros([0, 3]);
        Assert.Throws<ShapeException>(() => new TripletMarginLoss().Compute(none, none, none));
    }

    [Fact]
    public void Numbers_out_of_their_range_are_refused_by_loss_and_name()
    {
        Assert.StartsWith("HuberLoss: delta must be a finite number above 0, and is 0.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new HuberLoss(delta: 0)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new SmoothL1Loss(beta: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CrossEntropyLoss(labelSmoothing: 1.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MultiMarginLoss(power: 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CosineEmbeddingLoss(margin: double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TripletMarginLoss(margin: 0));
    }

    private static Loss Create(string name, Reduction reduction) => name switch
    {
        "MSELoss" => new MSELoss(reduction),
        "CrossEntropyLoss" => new CrossEntropyLoss(reduction),
        _ => new BCEWithLogitsLoss(reduction),
    };

    private static Tensor Target(JsonElement json, Shape shape)
    {
        var values = json.Doubles("target");
        return json.Text("loss") == "CrossEntropyLoss"
            ? Tensor.From<long>(Array.ConvertAll(values, value => (long)value))
            : Tensor.From<double>(values, shape);
    }
}
