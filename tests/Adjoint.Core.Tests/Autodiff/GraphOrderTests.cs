using Adjoint.Autodiff;
using Adjoint.Graphs;

namespace Adjoint.Core.Tests.Autodiff;

public sealed class GraphOrderTests
{
    private static Tensor Variable(double value)
    {
        var x = Tensor.Scalar(value, DType.Float64);
        x.RequiresGrad = true;
        return x;
    }

    [Fact]
    public void Consumers_come_first_and_know_the_places_of_their_inputs()
    {
        var (x, w) = (Variable(2), Variable(3));
        var product = x * w;
        using var order = GraphOrder.From((product.Sin() + product * 2.0).Node!);
        var places = Enumerable.Range(0, order.Count).ToDictionary(i => order[i], i => i);
        Assert.Equal(6, order.Count);
        for (var i = 0; i < order.Count; i++)
        {
            var inputs = Enumerable.Range(0, order[i].InputCount).Select(order[i].Input);
            int[] expected = [.. inputs.Select(input => input is null ? -1 : places[input])];
            Assert.Equal(expected, order.SourcesOf(i));
            Assert.All(expected, source => Assert.True(source < 0 || source > i));
        }
    }

    [Fact]
    public void Two_walks_under_way_number_the_nodes_they_share_each_in_its_own_way()
    {
        Node[] nodes = [.. Enumerable.Range(0, 4).Select(i => Variable(i).Node!)];
        using var first = new NodePlaces();
        using var second = new NodePlaces();
        foreach (var node in nodes[..3]) Assert.True(first.TryAdd(node));
        foreach (var node in nodes[1..]) Assert.True(second.TryAdd(node));
        for (var i = 0; i < 3; i++) (first[nodes[i]], second[nodes[i + 1]]) = (i, 10 + i);
        Assert.Equal([0, 1, 2, -1], nodes.Select(node => first[node]));
        first.Dispose();
        Assert.Equal([-1, 10, 11, 12], nodes.Select(node => second[node]));
        Assert.False(second.TryAdd(nodes[1]));
        Assert.True(second.TryAdd(nodes[0]));
    }

    [Fact]
    public void A_walk_that_fails_leaves_the_nodes_to_later_ones()
    {
        var x = Variable(3);
        var used = x * x;
        used.Backward();
        var y = x.Sin() + (x * 2.0) * (used + 1.0);
        Assert.Throws<GradientException>(() => y.Backward());
        Assert.True(x.Node!.TryClaim(this));
        x.Node.Release();
    }

    [Fact]
    public void Threads_may_differentiate_results_of_shared_variables_at_once()
    {
        var shared = Enumerable.Range(0, 50).Select(i => Variable(1 + i / 50.0)).ToArray();
        var expected = Slopes(shared);
        Parallel.For(0, 64, _ => Assert.Equal(expected, Slopes(shared)));

        static double[] Slopes(Tensor[] shared)
        {
            var y = shared[0];
            for (var round = 0; round < 20; round++)
            {
                foreach (var x in shared) y = (y * x).Sin() + x;
            }
            return [.. Gradient.Of(y, shared).Select(gradient => gradient.Item())];
        }
    }

    [Fact]
    public void Threads_may_walk_one_kept_record_at_once()
    {
        var x = Variable(0.5);
        var y = x;
        for (var i = 0; i < 2000; i++) y = (y * 1.5).Sin() + x;
        var expected = Gradient.Of(y, [x], keepGraph: true)[0].Item();
        Parallel.For(0, 64, _ => Assert.Equal(expected, Gradient.Of(y, [x], keepGraph: true)[0].Item()));
    }

    [Fact]
    public void A_million_steps_are_gone_through_without_recursion()
    {
        var x = Variable(0.5);
        var y = x;
        for (var i = 0; i < 500_000; i++) y = y * 0.5 + x;
        y.Backward();
        // The sum of 0.5^k.
        Assert.Equal(2, x.Grad!.Item(), 1e-12);
    }
}
