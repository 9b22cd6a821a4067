using Adjoint.Representation;
using FsCheck;
using FsCheck.Fluent;

namespace Adjoint.Tests.Representation;

public sealed class SumProductNetworkTests
{
    private const int Variables = 4;

    /// <summary>A random network over a run of variables: leaves of two or three values, products of two halves, sums of such products.</summary>
    private static SumNode Draw(Random random, int first, int count)
    {
        if (count == 1)
        {
            var leaves = Enumerable.Range(0, 2 + first % 2).Select(value => (random.NextDouble(), (SumProductNode)new IndicatorNode(first, value)));
            return new SumNode([.. leaves]);
        }
        // Parts that are used by several products are shared nodes.
        var (left, right) = (Draw(random, first, count / 2), Draw(random, first + count / 2, count - count / 2));
        var other = Draw(random, first, count / 2);
        return new SumNode((random.NextDouble() * 3, new ProductNode(left, right)), (random.NextDouble(), new ProductNode(other, right)));
    }

    private static IEnumerable<int?[]> States(SumProductNetwork network)
    {
        IEnumerable<int?[]> states = [[]];
        foreach (var cardinality in network.Cardinalities)
            states = states.SelectMany(state => Enumerable.Range(0, cardinality).Select(value => (int?[])[.. state, value])).ToArray();
        return states;
    }

    private static double Weight(SumProductNetwork network, int?[] state) => network.Evaluate(network.Indicators(state)).Item();

    private static bool Agrees(int?[] state, int?[] evidence) => state.Zip(evidence).All(pair => pair.Second is null || pair.First == pair.Second);

    [Fact]
    public void Probabilities_and_marginals_are_those_of_summing_over_all_states()
    {
        Prop.ForAll(Gen.Choose(0, 10_000).ToArbitrary(), Gen.Choose(-1, 1).ArrayOf(Variables).ToArbitrary(), (seed, observed) =>
        {
            var network = new SumProductNetwork(Draw(new Random(seed), 0, Variables));
            int?[] evidence = [.. observed.Select(value => value < 0 ? (int?)null : value)];
            var states = States(network).ToArray();
            var weights = Array.ConvertAll(states, state => Weight(network, state));
            Near.Equal([weights.Sum()], [network.PartitionFunction], 1e-12);
            var given = states.Zip(weights).Where(entry => Agrees(entry.First, evidence)).ToArray();
            var total = given.Sum(entry => entry.Second);
            Near.Equal([total / weights.Sum()], [network.Probability(evidence)], 1e-12);
            var marginals = network.Marginals(evidence);
            for (var i = 0; i < Variables; i++)
            {
                for (var value = 0; value < network.Cardinalities[i]; value++)
                {
                    var expected = given.Where(entry => entry.First[i] == value).Sum(entry => entry.Second) / total;
                    Near.Equal([expected], [marginals[i][value]], 1e-12);
                }
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));
    }

    [Fact]
    public void The_derivative_by_an_indicator_is_the_weight_of_the_states_with_that_value()
    {
        var network = new SumProductNetwork(Draw(new Random(1), 0, Variables));
        var indicators = network.Indicators(new int?[Variables]);
        indicators.RequiresGrad = true;
        var derivatives = Gradient.Of(network.Evaluate(indicators), indicators)[0].ToArray<double>();
        var withX2At1 = States(network).Where(state => state[2] == 1).Sum(state => Weight(network, state));
        // X0 has two values and X1 three, so X2 = 1 is indicator 6.
        Assert.Equal(withX2At1, derivatives[6], 1e-12);
    }

    [Fact]
    public void The_most_probable_explanation_is_the_best_state_where_sums_choose_by_the_values()
    {
        Prop.ForAll(Gen.Choose(0, 10_000).ToArbitrary(), seed =>
        {
            // A Markov chain: at each sum, the children are told apart by the value of a variable.
            var random = new Random(seed);
            SumProductNode[] next = [];
            for (var i = Variables - 1; i >= 0; i--)
            {
                var after = next;
                SumProductNode[] here = [.. Enumerable.Range(0, 2).Select(value => after.Length == 0
                    ? (SumProductNode)new IndicatorNode(i, value) : new ProductNode(new IndicatorNode(i, value), after[value]))];
                // One sum for each value of the variable before, all over the same children.
                next = [.. Enumerable.Range(0, 2).Select(_ => new SumNode((random.NextDouble(), here[0]), (random.NextDouble(), here[1])))];
            }
            var network = new SumProductNetwork(next[0]);
            int?[] evidence = [null, 1, null, null];
            var best = States(network).Where(state => Agrees(state, evidence)).MaxBy(state => Weight(network, state))!;
            Assert.Equal(best.Select(value => value!.Value), network.MostProbable(evidence));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(30));
    }

    [Fact]
    public void Sums_that_are_not_complete_and_products_that_are_not_decomposable_are_named()
    {
        IndicatorNode a = new(0, 0), notA = new(0, 1), b = new(1, 0), notB = new(1, 1);
        var incomplete = Assert.Throws<ArgumentException>(() => new SumProductNetwork(new SumNode((1, a), (1, b))));
        Assert.Contains("not complete", incomplete.Message);
        Assert.Contains("{X1}", incomplete.Message);
        var entangled = Assert.Throws<ArgumentException>(() => new SumProductNetwork(new ProductNode(a, notA, b)));
        Assert.Contains("not decomposable: child 1 is about {X0}", entangled.Message);
        Assert.Contains("no indicator of variable X0", Assert.Throws<ArgumentException>(
            () => new SumProductNetwork(new SumNode((1, b), (1, notB)))).Message);
        Assert.Throws<ArgumentException>(() => new SumNode((-1, a)));
        Assert.Throws<ArgumentException>(() => new SumNode((0, a)));
        Assert.Throws<ArgumentException>(() => new SumNode());
        Assert.Throws<ArgumentException>(() => new ProductNode());
        Assert.Throws<ArgumentOutOfRangeException>(() => new IndicatorNode(-1, 0));
    }

    [Fact]
    public void Evidence_that_does_not_fit_or_cannot_be_is_refused()
    {
        IndicatorNode a = new(0, 0), notA = new(0, 1), b = new(1, 0), notB = new(1, 1);
        var network = new SumProductNetwork(new SumNode((1, new ProductNode(a, b)), (0, new ProductNode(notA, notB))));
        Assert.Contains("2 variables", Assert.Throws<ArgumentException>(() => network.Probability(0)).Message);
        Assert.Contains("values 0 to 1", Assert.Throws<ArgumentException>(() => network.Probability(0, 2)).Message);
        Assert.Equal(0, network.Probability(1, null));
        Assert.Contains("probability 0", Assert.Throws<InvalidOperationException>(() => network.Marginals(1, null)).Message);
        Assert.Throws<InvalidOperationException>(() => network.MostProbable(1, null));
        Assert.Throws<ShapeException>(() => network.Evaluate(Tensor.Ones([1, 3])));
    }

    [Fact]
    public void A_network_thousands_of_levels_deep_is_ordered_and_differentiated()
    {
        SumProductNode node = new SumNode((0.5, new IndicatorNode(0, 0)), (0.5, new IndicatorNode(0, 1)));
        for (var i = 0; i < 5000; i++) node = new SumNode((1, node));
        Near.Equal([0.5, 0.5], [.. new SumProductNetwork(node).Marginals(new int?[1])[0]], 1e-12);
    }

    [Fact]
    public void The_picture_shows_names_weights_and_every_node()
    {
        IndicatorNode a = new(0, 0), notA = new(0, 1);
        var network = new SumProductNetwork(new SumNode((0.25, a), (0.75, notA)));
        var svg = SumProductPicture.ToSvg(network, "coin", ["toss"]);
        Assert.All(["toss = 0", "toss = 1", "0.25", "0.75", "coin"], text => Assert.Contains(text, svg));
        Assert.Throws<ArgumentException>(() => SumProductPicture.ToSvg(network, "coin", ["toss", "other"]));
    }
}
