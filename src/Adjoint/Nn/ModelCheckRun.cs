namespace Adjoint.Nn;

/// <summary>One comparison of the derivatives of a loss at some entries of its variables.</summary>
internal sealed class ModelCheckRun
{
    // Rounding of a loss L makes central differences wrong by about 1e-10 L: 1e-5 of this part of the loss is told from it.
    private const double LeastScale = 1e-4;

    private readonly List<(string Path, Tensor Value)> _variables;
    private readonly (int Tensor, int Element)[] _entries;
    private readonly Func<Tensor> _loss;
    private readonly double _tolerance;
    private readonly double[] _point;

    public ModelCheckRun(List<(string Path, Tensor Value)> variables, (int Tensor, int Element)[] entries, Func<Tensor> loss, double tolerance)
    {
        (_variables, _entries, _loss, _tolerance) = (variables, entries, loss, tolerance);
        _point = Array.ConvertAll(entries, entry => Elements(entry.Tensor)[entry.Element]);
    }

    public ModelCheckResult Compare(Tensor y)
    {
        var stops = string.Join("; ", Gradient.StopsOf(y));
        var leastScale = LeastScale * Math.Max(1, Math.Abs(y.Item()));
        var analytic = Gradients(y);
        using var noGrad = NoGrad.Begin();
        var numeric = NumericalDerivative.Gradient(Evaluate, _point).Value;
        var (failed, kinks, agreed) = (new List<ModelCheckEntry>(), new List<ModelCheckEntry>(), new List<ModelCheckEntry>());
        for (var i = 0; i < _entries.Length; i++)
        {
            var (tensor, element) = _entries[i];
            var slope = analytic[tensor]?[element];
            var (path, value) = _variables[tensor];
            var entry = new ModelCheckEntry(path, IndexOf(value.Shape, element), slope ?? 0, numeric[i], Scale(tensor, numeric, leastScale), null);
            if (entry.RelativeError <= _tolerance) agreed.Add(entry);
            else if (IsAtKink(i, slope, entry.Scale)) kinks.Add(entry with { Hint = Explain(i, slope, entry.Scale, stops) });
            else failed.Add(entry with { Hint = Explain(i, slope, entry.Scale, stops) });
        }
        var shown = failed.Count > 0 ? failed : agreed.Count > 0 ? agreed : kinks;
        return new ModelCheckResult(shown.MaxBy(entry => entry.RelativeError), _entries.Length,
            _variables.Sum(variable => (long)variable.Value.ElementCount), failed.Count, kinks.Count, _tolerance);
    }

    private double[]?[] Gradients(Tensor y) => y.RequiresGrad
        ? Array.ConvertAll(Gradient.OfOrNull(y, [.. _variables.Select(variable => variable.Value)]), gradient => gradient?.ToArray<double>())
        : new double[]?[_variables.Count];

    private bool IsAtKink(int entry, double? slope, double scale) =>
        slope is { } rule && NumericalDerivative.SlopesBeside(Along(entry), _point[entry]).Admits(rule, _tolerance * scale);

    private string Explain(int entry, double? slope, double scale, string stops)
    {
        var hint = GradientCheck.Explain(Along(entry), _point[entry], slope, _tolerance * scale);
        return slope is null && stops.Length > 0 ? $"{hint}: the gradient stops at {stops}" : hint;
    }

    private double Scale(int tensor, double[] numeric, double least)
    {
        for (var i = 0; i < _entries.Length; i++)
        {
            if (_entries[i].Tensor == tensor && double.IsFinite(numeric[i])) least = Math.Max(least, Math.Abs(numeric[i]));
        }
        return least;
    }

    private Func<double, double> Along(int entry) => value =>
    {
        double[] point = [.. _point];
        point[entry] = value;
        return Evaluate(point);
    };

    private double Evaluate(double[] point)
    {
        Place(point);
        var value = _loss().Item();
        Place(_point);
        return value;
    }

    private void Place(double[] point)
    {
        for (var i = 0; i < point.Length; i++) Elements(_entries[i].Tensor)[_entries[i].Element] = point[i];
    }

    private Span<double> Elements(int tensor) => _variables[tensor].Value.AsSpan<double>();

    private static int[] IndexOf(Shape shape, int element)
    {
        var index = new int[shape.Rank];
        for (var dim = shape.Rank - 1; dim >= 0; dim--) (element, index[dim]) = (element / shape[dim], element % shape[dim]);
        return index;
    }
}
