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
        var value = Create(json.Text("loss"), Enum.Parse<Reduction>(json.Text("reduction"), ignoreCase: true)).Compute(prediction, Target(json, prediction.Shape));
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
        var loss = new CrossEntropyLoss().Compute(scores, Tensor.From<long>([1])) + new BCEWithLogitsLoss().Compute(scores, Tensor.Ones([1, 3]));
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
        var (prediction, target) = classes == 0 ? (Tensor.Zeros([0]), Tensor.Zeros([0])) : (Tensor.Zeros([0, classes]), Tensor.Zeros([0], DType.Int64));
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
        var error = Assert.ThrowsAny<ArgumentException>(() => new CrossEntropyLoss().Compute(Tensor.Ones([1, 3]), Tensor.From<long>([label])));
        Assert.Contains(label.ToString(System.Globalization.CultureInfo.InvariantCulture), error.Message, StringComparison.Ordinal);
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
