using Adjoint.Graphs.Drawing;

namespace Adjoint.Representation;

/// <summary>Functions, networks and classes as lines and points of a <see cref="LineChart"/>.</summary>
public static class Curves
{
    private const int PointCount = 801;

    /// <summary>A function on an interval.</summary>
    public static ChartSeries Of(string name, Func<double, double> function, double from, double to)
    {
        ArgumentNullException.ThrowIfNull(function);
        return new ChartSeries(name, [.. Places(from, to).Select(x => new ChartPoint(x, function(x)))]);
    }

    /// <summary>A network that stands for a function, on an interval.</summary>
    public static ChartSeries Of(string name, FunctionApproximation approximation, double from, double to)
    {
        ArgumentNullException.ThrowIfNull(approximation);
        var places = Places(from, to);
        return new ChartSeries(name, [.. places.Zip(approximation.Evaluate(places), (x, y) => new ChartPoint(x, y))]);
    }

    /// <summary>An output of a network with one input, exactly: straight between its breakpoints.</summary>
    /// <exception cref="InvalidOperationException">The network has two inputs.</exception>
    public static ChartSeries Of(string name, LinearRegions regions, int output = 0)
    {
        ArgumentNullException.ThrowIfNull(regions);
        if (regions.Box.Dimensions != 1) throw new InvalidOperationException("Curves: a network with two inputs is no curve.");
        var points = regions.ActivationRegions.OrderBy(region => region.Vertices[0][0]).SelectMany(region => region.Vertices.Select(
            vertex => new ChartPoint(vertex[0], region.Gradient(output, 0) * vertex[0] + region.Intercept(output))));
        return new ChartSeries(name, [.. points]);
    }

    /// <summary>The points of one class.</summary>
    /// <param name="name">The text in the legend.</param>
    /// <param name="data">Points in two classes.</param>
    /// <param name="label">0 or 1.</param>
    public static ChartSeries Of(string name, ClassifiedPoints data, int label)
    {
        ArgumentNullException.ThrowIfNull(data);
        var (places, classes) = (data.Points.Detach().To(DType.Float64).ToArray<double>(), data.Classes.ToArray<long>());
        var points = Enumerable.Range(0, classes.Length).Where(i => classes[i] == label)
            .Select(i => new ChartPoint(places[2 * i], places[2 * i + 1]));
        return new ChartSeries(name, [.. points]) { HasLine = false, HasMarkers = true };
    }

    private static double[] Places(double from, double to) =>
        [.. Enumerable.Range(0, PointCount).Select(i => from + (to - from) * i / (PointCount - 1))];
}
