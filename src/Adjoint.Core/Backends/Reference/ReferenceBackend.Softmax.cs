namespace Adjoint.Backends.Reference;

internal sealed partial class ReferenceBackend
{
    internal override void LogSoftmax(Tensor x, Tensor result)
    {
        foreach (var (source, target) in Indices.Lines(x, x.Rank - 1).Zip(Indices.Lines(result, x.Rank - 1)))
        {
            var (greatest, sum) = ExponentialSum(x, source);
            for (var j = 0; j < source.Length; j++) Element.Write(result, target[j], Element.Real(x, source[j]) - greatest - Math.Log(sum));
        }
    }

    internal override void Softmax(Tensor x, Tensor result)
    {
        foreach (var (source, target) in Indices.Lines(x, x.Rank - 1).Zip(Indices.Lines(result, x.Rank - 1)))
        {
            var (greatest, sum) = ExponentialSum(x, source);
            for (var j = 0; j < source.Length; j++) Element.Write(result, target[j], Math.Exp(Element.Real(x, source[j]) - greatest) / sum);
        }
    }

    internal override void SoftmaxBackward(Tensor gradient, Tensor output, Tensor result)
    {
        foreach (var (g, y, target) in Lines(gradient, output, result))
        {
            var mean = g.Zip(y).Sum(pair => Element.Real(gradient, pair.First) * Element.Real(output, pair.Second));
            for (var j = 0; j < g.Length; j++)
                Element.Write(result, target[j], Element.Real(output, y[j]) * (Element.Real(gradient, g[j]) - mean));
        }
    }

    internal override void LogSoftmaxBackward(Tensor gradient, Tensor output, Tensor result)
    {
        foreach (var (g, y, target) in Lines(gradient, output, result))
        {
            var sum = g.Sum(position => Element.Real(gradient, position));
            for (var j = 0; j < g.Length; j++)
                Element.Write(result, target[j], Element.Real(gradient, g[j]) - Math.Exp(Element.Real(output, y[j])) * sum);
        }
    }

    internal override void LogSumExp(Tensor x, Tensor greatest, Tensor logarithm)
    {
        var row = 0;
        foreach (var line in Indices.Lines(x, x.Rank - 1))
        {
            var (m, sum) = ExponentialSum(x, line);
            Element.Write(greatest, greatest.Offset + row, m);
            Element.Write(logarithm, logarithm.Offset + row, Math.Log(sum));
            row++;
        }
    }

    internal override void WeightedSoftmax(Tensor x, Tensor greatest, Tensor logarithm, Tensor weight, Tensor result)
    {
        var row = 0;
        foreach (var (source, target) in Indices.Lines(x, x.Rank - 1).Zip(Indices.Lines(result, x.Rank - 1)))
        {
            var (m, l) = (Element.Real(greatest, greatest.Offset + row), Element.Real(logarithm, logarithm.Offset + row));
            var factor = Element.Real(weight, weight.Offset + row);
            for (var j = 0; j < source.Length; j++)
                Element.Write(result, target[j], factor * Math.Exp(Element.Real(x, source[j]) - m - l));
            row++;
        }
    }

    private static IEnumerable<(int[] First, int[] Second, int[] Third)> Lines(Tensor first, Tensor second, Tensor third)
    {
        var dim = first.Rank - 1;
        return Indices.Lines(first, dim).Zip(Indices.Lines(second, dim), Indices.Lines(third, dim));
    }

    // m = max x and sum of exp(x - m): shifted by the greatest element, no exponential overflows.
    private static (double Greatest, double Sum) ExponentialSum(Tensor x, int[] line)
    {
        var greatest = double.NegativeInfinity;
        foreach (var position in line) greatest = Math.Max(greatest, Element.Real(x, position));
        var sum = 0.0;
        foreach (var position in line) sum += Math.Exp(Element.Real(x, position) - greatest);
        return (greatest, sum);
    }
}
