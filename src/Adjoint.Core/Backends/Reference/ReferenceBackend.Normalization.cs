namespace Adjoint.Backends.Reference;

internal sealed partial class ReferenceBackend
{
    internal override void Normalize(
        in NormalizationGeometry geometry, Tensor x, Tensor? weight, Tensor? bias, Tensor statistics, Tensor result)
    {
        var g = geometry;
        for (var s = 0; s < g.StatisticsCount; s++)
        {
            if (!g.AreStatisticsGiven)
            {
                var values = g.PlacesOf(s).Select(place => Element.Real(x, x.Offset + place)).ToArray();
                var centre = g.IsCentred ? values.Average() : 0;
                Element.Write(statistics, s, centre);
                Element.Write(statistics, g.StatisticsCount + s, values.Average(value => (value - centre) * (value - centre)));
            }
            foreach (var place in g.PlacesOf(s))
            {
                var standard = Standardized(g, x, statistics, s, place);
                Element.Write(result, place, standard * WeightAt(g, weight, place, 1) + WeightAt(g, bias, place, 0));
            }
        }
    }

    internal override void NormalizeBackward(in NormalizationGeometry geometry, Tensor x, Tensor statistics, Tensor? weight,
        Tensor gradient, Tensor? inputGradient, Tensor weightGradient, Tensor biasGradient)
    {
        var g = geometry;
        var (weights, biases) = (new double[g.WeightCount], new double[g.WeightCount]);
        for (var s = 0; s < g.StatisticsCount; s++)
        {
            var (sum, product) = (0.0, 0.0);
            foreach (var place in g.PlacesOf(s))
            {
                var (incoming, standard) = (Element.Real(gradient, gradient.Offset + place), Standardized(g, x, statistics, s, place));
                weights[g.ChannelOf(place)] += incoming * standard;
                biases[g.ChannelOf(place)] += incoming;
                sum += incoming * WeightAt(g, weight, place, 1);
                product += incoming * WeightAt(g, weight, place, 1) * standard;
            }
            if (inputGradient is null) continue;
            var (mean, slope) = g.AreStatisticsGiven ? (0, 0) : (g.IsCentred ? sum / g.Count : 0, product / g.Count);
            foreach (var place in g.PlacesOf(s))
            {
                var own = Element.Real(gradient, gradient.Offset + place) * WeightAt(g, weight, place, 1);
                var standard = Standardized(g, x, statistics, s, place);
                Element.Write(inputGradient, place, ScaleOf(g, statistics, s) * (own - mean - standard * slope));
            }
        }
        for (var c = 0; c < g.WeightCount; c++)
        {
            Element.Write(weightGradient, c, weights[c]);
            Element.Write(biasGradient, c, biases[c]);
        }
    }

    private static double WeightAt(NormalizationGeometry g, Tensor? weight, int place, double otherwise) =>
        weight is null ? otherwise : Element.Real(weight, weight.Offset + g.ChannelOf(place));

    private static double ScaleOf(NormalizationGeometry g, Tensor statistics, int group) =>
        1 / Math.Sqrt(Element.Real(statistics, g.StatisticsCount + group) + g.Epsilon);

    private static double Standardized(NormalizationGeometry g, Tensor x, Tensor statistics, int group, int place) =>
        (Element.Real(x, x.Offset + place) - Element.Real(statistics, group)) * ScaleOf(g, statistics, group);
}
