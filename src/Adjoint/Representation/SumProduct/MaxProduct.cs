namespace Adjoint.Representation;

/// <summary>The max-product pass: upwards with maxima for sums, in logarithms so that nothing underflows, then back down along them.</summary>
internal static class MaxProduct
{
    public static int[] Trace(SumProductOrder order, double[] indicators, int[] offsets)
    {
        var scores = new double[order.Nodes.Count];
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = order.Nodes[i] switch
            {
                IndicatorNode leaf => Math.Log(indicators[offsets[leaf.Variable] + leaf.Value]),
                SumNode sum => Term(order, scores, sum, BestChild(order, scores, sum)),
                var product => product.Children.Sum(child => scores[order.PlaceOf(child)]),
            };
        }
        if (double.IsNegativeInfinity(scores[^1])) throw Impossible();
        var values = new int[offsets.Length];
        var open = new Stack<SumProductNode>([order.Nodes[^1]]);
        while (open.TryPop(out var node))
        {
            if (node is IndicatorNode leaf) values[leaf.Variable] = leaf.Value;
            else if (node is SumNode sum) open.Push(sum.Children[BestChild(order, scores, sum)]);
            else foreach (var child in node.Children) open.Push(child);
        }
        return values;
    }

    public static InvalidOperationException Impossible() => new(
        "SumProductNetwork: the evidence has probability 0, or one too small for float64, so nothing follows from it.");

    private static double Term(SumProductOrder order, double[] scores, SumNode sum, int child) =>
        Math.Log(sum.Weights[child]) + scores[order.PlaceOf(sum.Children[child])];

    private static int BestChild(SumProductOrder order, double[] scores, SumNode sum) =>
        Enumerable.Range(0, sum.Children.Count).MaxBy(child => Term(order, scores, sum, child));
}
