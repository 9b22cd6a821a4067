using System.Numerics;
using Adjoint.Graphs.Drawing;
using Adjoint.Representation;

/// <summary>d-bit parity by circuits of different depth, each checked on all inputs.</summary>
internal static class Parity
{
    public static void Run(Pictures pictures)
    {
        Console.WriteLine("bits   chain: units depth   tree: units depth   two levels of gates: units   counting: units depth   all right");
        foreach (var d in new[] { 2, 4, 6, 8, 10 })
        {
            ThresholdCircuit[] circuits =
                [ParityCircuit.Chain(d), ParityCircuit.Tree(d), ParityCircuit.DepthTwo(d), ParityCircuit.Counting(d)];
            var right = circuits.All(circuit => circuit.TruthTable().Select((value, row) => (value, row))
                .All(entry => entry.value == (BitOperations.PopCount((uint)entry.row) % 2 == 0)));
            Console.WriteLine($"{d,4} {circuits[0].Units,14} {circuits[0].Depth,5} {circuits[1].Units,13} {circuits[1].Depth,5} "
                + $"{circuits[2].Units,28} {circuits[3].Units,17} {circuits[3].Depth,5} {(right ? "yes" : "NO"),11}");
        }
        Console.WriteLine($"  64 bits in two levels of gates: {ParityCircuit.DepthTwoUnits(64)} units; deep: {ParityCircuit.Tree(64).Units}");
        pictures.Add("parity", () => new LineChart
        {
            Title = "Units for d-bit parity",
            XName = "bits",
            YName = "units",
            HasLogarithmicY = true,
            Series =
            [
                Series("two levels of AND and OR", d => (double)ParityCircuit.DepthTwoUnits(d)),
                Series("chain or tree of XOR", d => ParityCircuit.Tree(d).Units),
                Series("two levels, counting thresholds", d => ParityCircuit.Counting(d).Units),
            ],
        }.ToSvg());
    }

    private static ChartSeries Series(string name, Func<int, double> units) =>
        new(name, [.. Enumerable.Range(2, 19).Select(d => new ChartPoint(d, units(d)))]) { HasMarkers = true };
}
