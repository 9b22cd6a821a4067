using Adjoint.Backends;

namespace Adjoint.Symbolic;

internal sealed partial class SymbolicBackend
{
    internal override void Normalize(
        in NormalizationGeometry geometry, Tensor x, Tensor? weight, Tensor? bias, Tensor statistics, Tensor result)
    {
        for (var group = 0; group < geometry.StatisticsCount; group++)
        {
            var places = geometry.PlacesOf(group).ToArray();
            if (!geometry.AreStatisticsGiven)
                FindStatistics(geometry, group, [.. places.Select(place => Read(x, x.Offset + place))], statistics);
            var (mean, variance) = (Read(statistics, group), Read(statistics, geometry.StatisticsCount + group));
            var deviation = Root(Folded.Of(AddOperation.Instance, variance, Formula.Number(geometry.Epsilon)));
            foreach (var place in places)
            {
                var centred = geometry.IsCentred ? Minus(Read(x, x.Offset + place), mean) : Read(x, x.Offset + place);
                var y = Folded.Of(DivOperation.Instance, centred, deviation);
                var channel = geometry.ChannelOf(place);
                if (weight is not null) y = Folded.Of(MulOperation.Instance, y, Read(weight, weight.Offset + channel));
                if (bias is not null) y = Folded.Of(AddOperation.Instance, y, Read(bias, bias.Offset + channel));
                Write(result, place, y);
            }
        }
    }

    // Asked for by fused derivatives alone.
    internal override void NormalizeBackward(in NormalizationGeometry geometry, Tensor x, Tensor statistics, Tensor? weight,
        Tensor gradient, Tensor? inputGradient, Tensor weightGradient, Tensor biasGradient) =>
        throw NotOnSymbols("The fused derivative of a normalisation does not work", "use Vjp.");

    private static void FindStatistics(in NormalizationGeometry geometry, int group, Formula[] elements, Tensor statistics)
    {
        var count = Formula.Number(geometry.Count);
        var mean = geometry.IsCentred ? Folded.Of(DivOperation.Instance, Sum(elements), count) : Formula.Number(0);
        var deviations = geometry.IsCentred ? elements.Select(element => Minus(element, mean)) : elements;
        var squares = Sum(deviations.Select(deviation => Folded.Of(MulOperation.Instance, deviation, deviation)));
        Write(statistics, group, mean);
        Write(statistics, geometry.StatisticsCount + group, Folded.Of(DivOperation.Instance, squares, count));
    }

    private static Formula Minus(Formula x, Formula y) => Folded.Of(SubOperation.Instance, x, y);

    private static Formula Root(Formula x) => Folded.Of(SqrtOperation.Instance, x);
}
