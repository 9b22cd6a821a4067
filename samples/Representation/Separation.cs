using Adjoint;
using Adjoint.Graphs.Drawing;
using Adjoint.Nn;
using Adjoint.Representation;
using static System.FormattableString;

/// <summary>What one neuron can separate, and how another representation helps.</summary>
internal static class Separation
{
    private static readonly Tensor s_corners = Tensor.From<double>([0, 0, 0, 1, 1, 0, 1, 1], [4, 2]);

    public static void RunPerceptron(Pictures pictures)
    {
        var and = Learn([0, 0, 0, 1]);
        var or = Learn([0, 1, 1, 1]);
        var xor = Learn([0, 1, 1, 0]);
        Console.WriteLine($"AND: {and}\nOR:  {or}\nXOR: {xor}");
        foreach (var (name, network) in new[]
        {
            ("threshold units", XorNetwork.Thresholds()), ("rectifiers", XorNetwork.Rectifiers()), ("a fold", XorNetwork.Fold()),
        })
        {
            Console.WriteLine($"XOR by {name}: {string.Join(' ', network.Forward(s_corners).ToArray<double>())}");
        }
        pictures.Add("perceptron", () => PictureRow.ToSvg("What a perceptron can separate",
            Chart("AND", [0, 0, 0, 1], and), Chart("OR", [0, 1, 1, 1], or), Chart("XOR", [0, 1, 1, 0], xor)));
        pictures.Add("xor", () => new RegionPicture
        {
            Regions = LinearRegions.Of(new Sequential(XorNetwork.Fold(), Shift()), InputBox.Rectangle(-0.5, 1.5, -0.5, 1.5)),
            Title = "XOR by the fold |x - y| - 1/2",
            Boundary = 0,
            Points = new ClassifiedPoints(s_corners, Tensor.From([0, 1, 1, 0])),
        }.ToSvg());
    }

    public static void RunPolar(Pictures pictures)
    {
        var rings = ClassifiedPoints.Rings(300, new Generator(1));
        var polar = new ClassifiedPoints(new PolarCoordinates().Forward(rings.Points), rings.Classes);
        var (line, polarLine) = (new Linear(2, 1, generator: new Generator(2)), new Linear(2, 1, generator: new Generator(2)));
        BinaryClassifier.Train(line, rings, steps: 400, learningRate: 0.1);
        BinaryClassifier.Train(polarLine, polar, steps: 400, learningRate: 0.1);
        Console.WriteLine(Invariant($"one neuron on x, y: {BinaryClassifier.ErrorRate(line, rings):0.0%} wrong; ")
            + Invariant($"on r, phi: {BinaryClassifier.ErrorRate(polarLine, polar):0.0%} wrong"));
        var (flat, bias) = (line.Weight.Value.ToArray<float>(), line.Bias!.Value.Item());
        var (w, b) = (polarLine.Weight.Value.ToArray<float>(), polarLine.Bias!.Value.Item());
        double Radius(double phi) => -(b + w[1] * phi) / w[0];
        pictures.Add("polar", () => PictureRow.ToSvg("Cartesian and polar coordinates",
            Scatter("x and y: no straight line does it", rings, "x", "y", LineOf([flat[0], flat[1], bias], 0, 1.25),
                ChartAxis.Between(-1.25, 1.25), ChartAxis.Between(-1.25, 1.25)),
            Scatter("The boundary found in r and phi", rings, "x", "y",
                [.. Angles().Select(phi => new ChartPoint(Radius(phi) * Math.Cos(phi), Radius(phi) * Math.Sin(phi)))],
                ChartAxis.Between(-1.25, 1.25), ChartAxis.Between(-1.25, 1.25)),
            Scatter("r and phi: a straight line does it", polar, "r", "phi", [.. Angles().Select(phi => new ChartPoint(Radius(phi), phi))],
                ChartAxis.Between(0, 1.25), ChartAxis.Between(-3.5, 3.5))));
    }

    private static IEnumerable<double> Angles() => Enumerable.Range(0, 181).Select(i => -Math.PI + i * Math.PI / 90);

    private static PerceptronResult Learn(ReadOnlySpan<int> classes) => Perceptron.Learn(s_corners, Tensor.From(classes));

    private static Linear Shift()
    {
        var layer = new Linear(1, 1, dtype: DType.Float64);
        layer.Weight.CopyFrom(Tensor.Ones([1, 1], DType.Float64));
        layer.Bias!.CopyFrom(Tensor.Full([1], -0.5, DType.Float64));
        return layer;
    }

    private static (SvgElement Drawing, double Width, double Height) Chart(string name, ReadOnlySpan<int> classes, PerceptronResult result)
    {
        var data = new ClassifiedPoints(s_corners, Tensor.From(classes));
        var title = result.IsSeparated ? $"{name}: separated" : $"{name}: no line separates";
        return Scatter(title, data, "x1", "x2", LineOf(result.Weights, 0.5, 1.1), ChartAxis.Between(-0.6, 1.6), ChartAxis.Between(-0.6, 1.6), 240);
    }

    /// <summary>The line w x + b = 0 within a square; no points if w is 0.</summary>
    private static ChartPoint[] LineOf(IReadOnlyList<double> weights, double centre, double reach)
    {
        var (a, c, b) = (weights[0], weights[1], weights[2]);
        var square = a * a + c * c;
        if (square == 0) return [];
        var (x, y) = (-a * b / square, -c * b / square);
        return [.. Enumerable.Range(-200, 401).Select(i => new ChartPoint(x - c * i / 100 / Math.Sqrt(square), y + a * i / 100 / Math.Sqrt(square)))
            .Where(point => Math.Max(Math.Abs(point.X - centre), Math.Abs(point.Y - centre)) <= reach)];
    }

    private static (SvgElement Drawing, double Width, double Height) Scatter(string title, ClassifiedPoints data, string xName, string yName,
        IReadOnlyList<ChartPoint> line, ChartAxis xAxis, ChartAxis yAxis, double size = 280)
    {
        var chart = new LineChart
        {
            Title = title,
            XName = xName,
            YName = yName,
            XAxis = xAxis,
            YAxis = yAxis,
            Width = size,
            Height = size,
            Series = [Curves.Of("class 0", data, 0), Curves.Of("class 1", data, 1), new("boundary", line) { Colour = 7 }],
        };
        return (chart.Draw(), chart.TotalWidth, chart.TotalHeight);
    }
}
