using Adjoint.Losses;
using Adjoint.Models;

namespace Adjoint.Tests.Models;

public sealed class LeNet5Tests
{
    [Fact]
    public void Scores_loss_and_the_gradients_of_all_parameters_are_those_of_PyTorch()
    {
        var network = new LeNet5();
        network.To(DType.Float64);
        foreach (var ((_, parameter), stream) in network.NamedParameters().Select((entry, stream) => (entry, stream)))
        {
            var fanIn = parameter.Shape.Rank > 1 ? parameter.ElementCount / parameter.Shape[0] : 100;
            parameter.CopyFrom(Pattern(parameter.Shape, stream) * Math.Sqrt(2.0 / fanIn));
        }
        var json = TrainingFixture.Part("lenet5");
        var logits = network.Forward(Pattern([3, 1, 28, 28], 100));
        Near.Equal(json.Doubles("logits"), logits.ToArray<double>(), 1e-12);
        var loss = new CrossEntropyLoss().Compute(logits, Tensor.From<long>([3, 0, 9]));
        Near.Equal([json.GetProperty("loss").GetDouble()], [loss.Item()], 1e-12);
        loss.Backward();
        var gradients = json.GetProperty("gradients");
        Assert.Equal(gradients.EnumerateObject().Select(entry => entry.Name), network.NamedParameters().Select(entry => entry.Path));
        foreach (var (path, parameter) in network.NamedParameters())
        {
            var expected = gradients.GetProperty(path);
            var found = parameter.Grad!.Reshape(-1);
            Near.Equal([expected.GetProperty("norm").GetDouble()], [found.Norm().Item()], 1e-10);
            Near.Equal([expected.GetProperty("weighed").GetDouble()], [(found * Pattern(found.Shape, 200)).Sum().Item()], 1e-10);
        }
    }

    [Fact]
    public void Ten_classes_take_61706_parameters() => Assert.Equal(61_706, new LeNet5().ParameterCount);

    [Fact]
    public void An_empty_batch_gives_no_scores() => Assert.Equal([0, 10], new LeNet5().Forward(Tensor.Zeros([0, 1, 28, 28])).Shape);

    [Fact]
    public void Images_of_another_size_are_an_error_that_names_the_layer()
    {
        var error = Assert.Throws<ShapeException>(() => new LeNet5().Forward(Tensor.Zeros([1, 1, 32, 32])));
        Assert.Contains("fc1", error.Message, StringComparison.Ordinal);
    }

    // As in the script that made the fixture.
    private static Tensor Pattern(Shape shape, long stream)
    {
        var values = new double[shape.ElementCount];
        for (long i = 0; i < values.Length; i++) values[i] = (i * 7919 + stream * 104729) * (i + 13) % 2003 / 1001.0 - 1;
        return Tensor.From<double>(values, shape);
    }
}
