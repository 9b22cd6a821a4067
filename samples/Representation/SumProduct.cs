using Adjoint.Representation;
using static System.FormattableString;

/// <summary>A joint probability as a sum-product network, and its marginals as derivatives.</summary>
internal static class SumProduct
{
    public static void Run(Pictures pictures)
    {
        // Weather (dry, wet), then sprinkler (off, on) and grass (dry, wet) given the weather.
        IndicatorNode dry = new(0, 0), wet = new(0, 1), off = new(1, 0), on = new(1, 1), dryGrass = new(2, 0), wetGrass = new(2, 1);
        var grassIfOn = new SumNode((0.1, dryGrass), (0.9, wetGrass));
        var grassIfOff = new SumNode((0.95, dryGrass), (0.05, wetGrass));
        var whenDry = new SumNode((0.6, new ProductNode(off, grassIfOff)), (0.4, new ProductNode(on, grassIfOn)));
        var whenWet = new ProductNode(new SumNode((0.99, off), (0.01, on)), new SumNode((0.02, dryGrass), (0.98, wetGrass)));
        var network = new SumProductNetwork(new SumNode((0.7, new ProductNode(dry, whenDry)), (0.3, new ProductNode(wet, whenWet))));

        Console.WriteLine(Invariant($"{network.NodeCount} nodes, partition function {network.PartitionFunction:0.0}"));
        Console.WriteLine(Invariant($"P(wet grass) = {network.Probability(null, null, 1):0.0000}"));
        var marginals = network.Marginals(null, null, 1);
        Console.WriteLine(Invariant($"given wet grass, from one backward pass: P(rain) = {marginals[0][1]:0.0000}, ")
            + Invariant($"P(sprinkler on) = {marginals[1][1]:0.0000}"));
        Console.WriteLine($"most probable then: {string.Join(", ", network.MostProbable(null, null, 1))}");
        pictures.Add("sum-product", () => SumProductPicture.ToSvg(network, "Weather, sprinkler and grass", ["weather", "sprinkler", "grass"]));
    }
}
