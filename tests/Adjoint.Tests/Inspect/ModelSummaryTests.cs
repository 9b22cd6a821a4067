using Adjoint.Inspect;
using Adjoint.Models;
using Adjoint.Nn;

namespace Adjoint.Tests.Inspect;

public sealed class ModelSummaryTests
{
    [Fact]
    public void Layers_come_in_the_order_they_run_with_shapes_and_parameters()
    {
        var summary = ModelSummary.Of(new LeNet5(), [1, 1, 28, 28]);
        Assert.Equal(61_706, summary.ParameterCount);
        var named = summary.Layers.Where(layer => layer.Path.Length > 0).ToList();
        Assert.Equal(["conv1", "conv2", "fc1", "fc2", "fc3"], named.Select(layer => layer.Path));
        Assert.Equal([156, 2_416, 48_120, 10_164, 850], named.Select(layer => layer.Parameters));
        Assert.Equal([1, 6, 28, 28], named[0].Output.Shape);
        Assert.Equal([1, 10], named[^1].Output.Shape);
    }

    [Fact]
    public void A_multiplication_and_an_addition_are_two_operations()
    {
        var summary = ModelSummary.Of(new Linear(4, 3), [2, 4]);
        // 2 rows of 3 sums of 4 products each, and 3 biases added.
        Assert.InRange(summary.Flops, 2 * 3 * 2 * 4, 2 * 3 * (2 * 4 + 1));
        Assert.Equal(2 * 3 * sizeof(float), summary.ActivationBytes);
    }

    [Fact]
    public void Parameters_that_a_pass_does_not_reach_are_counted()
    {
        var frozen = new Sequential(new Linear(4, 3), new Linear(3, 2));
        Assert.Equal(4 * 3 + 3 + 3 * 2 + 2, ModelSummary.Of(frozen, [1, 4]).ParameterCount);
    }

    [Fact]
    public void Without_recording_there_is_nothing_to_read()
    {
        using var noGrad = NoGrad.Begin();
        InvalidOperationException? error = null;
        try
        {
            ModelSummary.Of(new Linear(4, 3), [1, 4]);
        }
        catch (InvalidOperationException e)
        {
            error = e;
        }
        Assert.Contains("NoGrad", error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_ends_with_the_totals()
    {
        var text = ModelSummary.Of(new LeNet5(), [1, 1, 28, 28]).ToString();
        Assert.StartsWith("input [1, 1, 28, 28]\n", text, StringComparison.Ordinal);
        Assert.Contains("61,706", text.TrimEnd().Split('\n')[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void An_input_that_does_not_fit_is_an_error_of_the_layer() =>
        Assert.Contains("conv1", Assert.Throws<ShapeException>(() => ModelSummary.Of(new LeNet5(), [1, 3, 28, 28])).Message, StringComparison.Ordinal);
}
