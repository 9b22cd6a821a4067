using Adjoint.Core.Tests.Operations;

namespace Adjoint.Core.Tests.Autodiff;

/// <summary>Version A of CMU lecture 13 (gather from consumers) against version B (initialise and increment).</summary>
public sealed class BackPropagationTests
{
    private static Tensor Variable(Shape shape, ulong seed)
    {
        var x = Tensor.RandN(shape, new Generator(seed)).To(DType.Float64).Detach();
        x.RequiresGrad = true;
        return x;
    }

    private static void ExpectSame(Tensor y, params Tensor[] by)
    {
        var increment = Gradient.Of(y, by, keepGraph: true);
        var gather = Gradient.Of(y, by, keepGraph: true, algorithm: BackPropagation.GatherFromConsumers);
        for (var i = 0; i < by.Length; i++) Expect.Close(increment[i], gather[i], 1e-12, $"gradient {i}");
    }

    [Fact]
    public void A_step_gathers_from_all_that_consume_it()
    {
        var (x, w) = (Variable([3], 1), Variable([3], 2));
        var shared = (x * w).Sin();
        // Fan-out to five consumers, one of which uses it twice, and a path past it.
        ExpectSame((shared * shared + shared.Exp() - shared.Tanh() * x + shared.Sum() * w).Sum(), x, w, shared);
    }

    [Fact]
    public void A_network_with_one_weight_used_in_two_layers_has_the_same_gradients()
    {
        var (x, w, b) = (Variable([4, 3], 1), Variable([3, 3], 2), Variable([3], 3));
        var hidden = x.Linear(w, b).Tanh();
        ExpectSame((hidden.Linear(w, b) + hidden).LogSoftmax().Select(1, 0).Mean(), x, w, b);
    }

    [Fact]
    public void A_convolution_with_pooling_has_the_same_gradients()
    {
        var (x, w, b) = (Variable([2, 1, 6, 6], 1), Variable([2, 1, 3, 3], 2), Variable([2], 3));
        ExpectSame(x.Conv2d(w, b).Relu().MaxPool2d(2).Square().Sum(), x, w, b);
    }

    [Fact]
    public void Gathered_gradients_can_be_differentiated_again()
    {
        var x = Variable([3], 1);
        var gradient = Gradient.Of((x * x * x).Sum(), [x], createGraph: true, algorithm: BackPropagation.GatherFromConsumers)[0];
        Expect.Close(x.Detach() * 6.0, Gradient.Of(gradient.Sum(), [x], algorithm: BackPropagation.GatherFromConsumers)[0], 1e-12, "x^3");
    }

    [Fact]
    public void Gathered_gradients_do_not_share_memory()
    {
        var (x, w) = (Variable([64, 128], 1), Variable([64, 128], 2));
        var y = x + w;
        var incoming = Tensor.Ones(y.Shape, DType.Float64);
        var gradients = Gradient.Of(y, [x, w, y], incoming, algorithm: BackPropagation.GatherFromConsumers);
        gradients[0].AsSpan<double>().Fill(7);
        Assert.All([gradients[1], gradients[2], incoming], other => Assert.All(other.ToArray<double>(), value => Assert.Equal(1, value)));
    }

    [Fact]
    public void A_record_is_used_up_and_unconnected_tensors_are_named_as_in_version_B()
    {
        var (x, w) = (Variable([3], 1), Variable([3], 2));
        var y = x.Sin().Sum();
        Assert.Contains("tensor 1",
            Assert.Throws<GradientException>(() => Gradient.Of(y, [x, w], algorithm: BackPropagation.GatherFromConsumers)).Message);
        _ = Gradient.Of(y, [x], algorithm: BackPropagation.GatherFromConsumers);
        Assert.Throws<GradientException>(() => Gradient.Of(y, [x], algorithm: BackPropagation.GatherFromConsumers));
    }

    [Fact]
    public void A_long_chain_is_gathered_without_recursion()
    {
        var x = Variable([], 1);
        var y = x;
        for (var step = 0; step < 100_000; step++) y = (y + x) * 0.5;
        Assert.Equal(1, Gradient.Of(y, [x], algorithm: BackPropagation.GatherFromConsumers)[0].Item(), 1e-9);
    }

    [Fact]
    public void Passes_on_several_threads_over_one_record_find_the_same()
    {
        var x = Variable([8], 1);
        var y = x;
        for (var step = 0; step < 500; step++) y = (y * x).Sin() + x;
        var result = y.Sum();
        var expected = TestTensor.Bits(Gradient.Of(result, [x], keepGraph: true)[0]);
        var gradients = new byte[200][];
        Parallel.For(0, gradients.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 },
            i => gradients[i] = TestTensor.Bits(Gradient.Of(result, [x], keepGraph: true)[0]));
        Assert.All(gradients, gradient => Assert.Equal(expected, gradient));
    }
}
