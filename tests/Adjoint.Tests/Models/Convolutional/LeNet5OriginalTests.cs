using Adjoint.Losses;
using Adjoint.Models;

namespace Adjoint.Tests.Models.Convolutional;

public sealed class LeNet5OriginalTests
{
    [Fact]
    public void It_has_exactly_the_60000_parameters_of_the_paper()
    {
        var network = new LeNet5Original(generator: new Generator(1));
        Assert.Equal(60_000, network.ParameterCount);
        // Of the layers, as the paper counts them.
        Assert.Equal([156, 12, 1_516, 32, 48_120, 10_164],
            network.NamedParameters().GroupBy(entry => entry.Path.Split('.')[0]).Select(layer => layer.Sum(entry => entry.Parameter.ElementCount)));
    }

    [Fact]
    public void A_score_is_the_negative_squared_distance_to_the_code_of_the_class()
    {
        var network = new LeNet5Original(generator: new Generator(1));
        var images = Tensor.Rand([3, 1, 28, 28], new Generator(2));
        var codes = network.State()["output.codes"];
        var expected = -(network.Features(images).Unsqueeze(1) - codes).Square().Sum(2);
        Near.Equal(expected.To(DType.Float64).ToArray<double>(), network.Forward(images).To(DType.Float64).ToArray<double>(), 1e-5);
    }

    [Fact]
    public void The_codes_of_the_digits_are_drawings_that_differ()
    {
        var codes = new LeNet5Original(generator: new Generator(1)).State()["output.codes"].ToArray<float>();
        Assert.Equal(10 * 7 * 12, codes.Length);
        Assert.All(codes, value => Assert.Equal(1, Math.Abs(value)));
        for (var i = 0; i < 10; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var difference = codes.Skip(84 * i).Take(84).Zip(codes.Skip(84 * j).Take(84)).Count(pair => pair.First != pair.Second);
                Assert.True(difference >= 6, $"{i} and {j} differ in {difference} pixels.");
            }
        }
    }

    [Fact]
    public void Another_number_of_classes_has_codes_that_are_always_the_same()
    {
        var one = new LeNet5Original(4, new Generator(1)).State()["output.codes"];
        Assert.Equal([4, 84], one.Shape);
        Assert.Equal(one.ToArray<float>(), new LeNet5Original(4, new Generator(2)).State()["output.codes"].ToArray<float>());
        Assert.All(one.ToArray<float>(), value => Assert.Equal(1, Math.Abs(value)));
    }

    [Fact]
    public void Images_of_another_size_are_an_error_that_states_it() =>
        Assert.Contains("[1, 1, 32, 32]", Assert.Throws<ShapeException>(
            () => new LeNet5Original(generator: new Generator(1)).Forward(Tensor.Zeros([1, 1, 32, 32]))).Message, StringComparison.Ordinal);

    [Fact]
    public void The_criterion_of_the_paper_is_cross_entropy_with_a_class_more()
    {
        double[] scores = [-1, -3, -2.5, -0.5];
        var prediction = Tensor.From<double>(scores, [2, 2]);
        var target = Tensor.From([1, 0]);
        // y_t + ln(e^-j + sum of e^-y) with penalties y = -score, j = 2.
        var first = 3 + Math.Log(Math.Exp(-2) + Math.Exp(-1) + Math.Exp(-3));
        var second = 2.5 + Math.Log(Math.Exp(-2) + Math.Exp(-2.5) + Math.Exp(-0.5));
        Near.Equal([first, second], new RubbishClassLoss(2, Reduction.None).Compute(prediction, target).ToArray<double>(), 1e-12);
        Assert.Equal(new CrossEntropyLoss().Compute(prediction, target).Item(), new RubbishClassLoss(1000).Compute(prediction, target).Item(), 1e-12);
        Assert.Throws<ArgumentOutOfRangeException>(() => new RubbishClassLoss(2).Compute(prediction, Tensor.From([2, 0])));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RubbishClassLoss(0));
        Assert.Throws<ShapeException>(() => new RubbishClassLoss(2).Compute(prediction.Reshape(4), Tensor.From([1])));
    }
}
