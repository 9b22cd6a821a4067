using Adjoint.Losses;
using Adjoint.Models;
using Adjoint.Nn;
using Adjoint.Optim;
using Adjoint.Tests.LinearAlgebra;

namespace Adjoint.Tests.Models.Classical;

public sealed class LogisticRegressionTests
{
    public static TheoryData<int> Cases => ModelFixture.Numbers("logistic");

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_maximum_of_the_likelihood_is_that_of_PyTorch(int number)
    {
        var json = ModelFixture.Part("logistic")[number];
        var inputs = json.Matrix("inputs");
        var model = new LogisticRegression(inputs.Shape[1], dtype: DType.Float64);
        var fit = model.Fit(inputs, Tensor.From(json.Ints("classes")), json.GetProperty("penalty").GetDouble());
        Assert.True(fit is { IsConverged: true, IsSeparable: false, Warning: null });
        LinearAlgebraFixture.AssertNear(json.Matrix("weight"), model.Weight.Value.Squeeze(0), 1e-7);
        LinearAlgebraFixture.AssertNear(json.Matrix("bias"), model.Bias, 1e-7);
        var classes = Tensor.From(json.Ints("classes")).To(DType.Float64).Unsqueeze(1);
        Assert.Equal(new BCEWithLogitsLoss().Compute(model.Forward(inputs), classes).Item(), fit.Loss, 1e-12);
    }

    [Fact]
    public void Gradient_descent_on_the_cross_entropy_of_two_scores_comes_to_the_same()
    {
        var (inputs, classes) = Overlapping();
        var newton = new LogisticRegression(2, dtype: DType.Float64);
        newton.Fit(inputs, classes);
        var model = new LogisticRegression(2, new Generator(2), DType.Float64);
        var network = new Sequential(model, new TwoClassScores());
        var optimizer = new SGD(model.Parameters(), learningRate: 1, momentum: 0.9);
        for (var step = 0; step < 600; step++)
        {
            optimizer.ZeroGrad();
            new CrossEntropyLoss().Compute(network.Forward(inputs), classes).Backward();
            optimizer.Step();
        }
        LinearAlgebraFixture.AssertNear(newton.Weight, model.Weight, 1e-8);
        LinearAlgebraFixture.AssertNear(newton.Bias, model.Bias, 1e-8);
    }

    [Fact]
    public void LBFGS_comes_to_the_same()
    {
        var (inputs, classes) = Overlapping();
        var newton = new LogisticRegression(2, dtype: DType.Float64);
        newton.Fit(inputs, classes);
        var model = new LogisticRegression(2, new Generator(2), DType.Float64);
        var optimizer = new LBFGS(model.Parameters(), maxIterations: 100, gradientTolerance: 1e-10, changeTolerance: 1e-15);
        var targets = classes.To(DType.Float64).Unsqueeze(1);
        optimizer.Step(() => new BCEWithLogitsLoss().Compute(model.Forward(inputs), targets));
        LinearAlgebraFixture.AssertNear(newton.Weight, model.Weight, 1e-7);
        LinearAlgebraFixture.AssertNear(newton.Bias, model.Bias, 1e-7);
    }

    [Fact]
    public void The_softmax_of_the_two_scores_is_the_logistic_probability()
    {
        var model = new LogisticRegression(3, new Generator(1), DType.Float64);
        var inputs = Tensor.RandN([5, 3], new Generator(2), DType.Float64);
        var scores = model.Forward(inputs);
        LinearAlgebraFixture.AssertNear(scores.Sigmoid(), new TwoClassScores().Forward(scores).Softmax(1)[.., 1..], 1e-14);
        Assert.Throws<ShapeException>(() => new TwoClassScores().Forward(inputs));
    }

    [Fact]
    public void Separable_classes_are_warned_of_and_a_penalty_makes_the_weights_finite()
    {
        var inputs = Tensor.From<double>([0, 1, 2, 3, 4, 5], [6, 1]);
        var classes = Tensor.From([0, 0, 0, 1, 1, 1]);
        var model = new LogisticRegression(1, dtype: DType.Float64);
        var fit = model.Fit(inputs, classes);
        Assert.True(fit is { IsConverged: false, IsSeparable: true });
        Assert.Contains("separable", fit.Warning, StringComparison.Ordinal);
        Assert.Equal(classes.ToArray<long>(), (model.Forward(inputs) > 0).To(DType.Int64).ToArray<long>());
        Assert.Null(model.Fit(inputs, classes, penalty: 0.1).Warning);
        Assert.InRange(model.Weight.Value.Item(), 0.5, 5);
    }

    [Fact]
    public void Classes_that_touch_in_one_point_are_warned_of_too()
    {
        // Class 1 above 2, class 0 below, and both at 2.
        var inputs = Tensor.From<double>([0, 1, 2, 2, 3, 4], [6, 1]);
        var fit = new LogisticRegression(1, dtype: DType.Float64).Fit(inputs, Tensor.From([0, 0, 0, 1, 1, 1]));
        Assert.True(fit is { IsConverged: false, IsSeparable: false });
        Assert.Contains("no maximum", fit.Warning, StringComparison.Ordinal);
    }

    [Fact]
    public void Steps_that_overshoot_are_halved()
    {
        // Outliers far on their own side: a full step of Newton's method from the start overshoots.
        var inputs = Tensor.From<double>([-1, 0, 1, 2, 1000, -1000, 0.5, 0.7], [8, 1]);
        var fit = new LogisticRegression(1, dtype: DType.Float64).Fit(inputs, Tensor.From([0, 1, 0, 1, 1, 0, 1, 0]));
        Assert.True(fit.IsConverged);
        Assert.InRange(fit.Loss, 0, Math.Log(2));
    }

    [Fact]
    public void Bad_input_is_named()
    {
        var (inputs, classes) = Overlapping();
        var model = new LogisticRegression(2);
        Assert.Contains("class 1", Error(() => model.Fit(inputs, classes * 0 + 1)), StringComparison.Ordinal);
        Assert.Contains("2", Error(() => model.Fit(inputs, classes * 2)), StringComparison.Ordinal);
        Assert.Contains("[80, 2]", Assert.Throws<ShapeException>(() => new LogisticRegression(3).Fit(inputs, classes)).Message,
            StringComparison.Ordinal);
        var twice = Tensor.Stack([inputs[.., 0], inputs[.., 0] * 2], dim: 1);
        Assert.Contains("'b' = 2 'a'", Assert.Throws<RankDeficientException>(() => model.Fit(twice, classes, names: ["a", "b"])).Message,
            StringComparison.Ordinal);
        Assert.True(model.Fit(twice, classes, penalty: 1).IsConverged);
    }

    [Fact]
    public void By_name_two_classes_make_one_score_and_more_make_one_each()
    {
        var entry = ModelEntry.Find("logistic");
        Assert.Equal(4, entry.Create(new ModelSettings([3], 1), new Generator(1)).ParameterCount);
        Assert.Equal(4, entry.Create(new ModelSettings([3], 2), new Generator(1)).ParameterCount);
        Assert.Equal(16, entry.Create(new ModelSettings([3], 4), new Generator(1)).ParameterCount);
    }

    [Fact]
    public void A_perceptron_finds_the_plane_that_separates_and_its_scores_say_so()
    {
        var corners = Tensor.From<double>([0, 0, 0, 1, 1, 0, 1, 1], [4, 2]);
        var model = new PerceptronClassifier(2);
        Assert.True(model.Fit(corners, Tensor.From([0, 1, 1, 1])).IsSeparated);
        Assert.Equal([false, true, true, true], (model.Forward(corners.To(DType.Float32)) > 0).ToArray<bool>());
        Assert.NotNull(model.Fit(corners, Tensor.From([0, 1, 1, 0])).Certificate);
        Assert.Contains("[4, 2]", Assert.Throws<ShapeException>(
            () => new PerceptronClassifier(3).Fit(corners, Tensor.From([0, 1, 1, 0]))).Message, StringComparison.Ordinal);
    }

    private static string Error(Action action) => Assert.Throws<ArgumentException>(action).Message;

    private static (Tensor Inputs, Tensor Classes) Overlapping()
    {
        var generator = new Generator(4);
        var inputs = Tensor.RandN([80, 2], generator, DType.Float64);
        return (inputs, (inputs.Sum(1) + Tensor.RandN([80], generator, DType.Float64) > 0).To(DType.Int64));
    }
}
