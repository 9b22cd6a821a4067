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
