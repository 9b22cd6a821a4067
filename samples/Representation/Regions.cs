using Adjoint;
using Adjoint.Nn;
using Adjoint.Representation;

/// <summary>All linear regions of networks with two inputs, counted exactly, beside what theory says.</summary>
internal static class Regions
{
    public static void Run(Pictures pictures)
    {
        var square = InputBox.Rectangle(-1, 1, -1, 1);
        foreach (var widths in new int[][] { [8], [16], [8, 8], [5, 5, 5] })
        {
            var regions = LinearRegions.Of(Network(widths), square);
            var bounds = widths.Length == 1
                ? $"at most {RegionBounds.Shallow(2, widths[0])}"
                : $"the best of these widths has {RegionBounds.DeepLower(2, widths)} or more, none above {RegionBounds.DeepUpper(2, widths)}";
            Console.WriteLine($"rectifiers {string.Join(" + ", widths),-9} {regions.Count,4} linear regions in the square "
                + $"({regions.ActivationRegions.Count} activation regions); {bounds}");
        }
        var maxout = LinearRegions.Of(Maxout(), square);
        Console.WriteLine($"maxout 2 + 2, 4 pieces {maxout.Count} linear regions; the best has {RegionBounds.MaxoutLower(2, 2, 4)} or more");
        pictures.Add("regions", () =>
        {
            RegionPicture[] drawn =
            [
                new() { Regions = LinearRegions.Of(Network(16), square), Title = "16 rectifiers", Width = 300 },
                new() { Regions = LinearRegions.Of(Network(8, 8), square), Title = "8 + 8 rectifiers", Width = 300 },
                new() { Regions = maxout, Title = "2 + 2 maxout units of 4 pieces", Width = 300 },
            ];
            return PictureRow.ToSvg("Linear regions", [.. drawn.Select(picture => (picture.Draw(), picture.TotalWidth, picture.TotalHeight))]);
        });
    }

    private static Sequential Network(params int[] widths)
    {
        var generator = new Generator(4);
        var (network, inputs) = (new Sequential(), 2);
        foreach (var width in widths)
        {
            network.Add(new Linear(inputs, width, generator: generator, weightInitializer: new KaimingUniform(),
                biasInitializer: new Uniform(-0.7, 0.7)));
            network.Add(new ReLU());
            inputs = width;
        }
        network.Add(new Linear(inputs, 1, generator: generator));
        return network;
    }

    private static PiecewiseLinearNetwork Maxout()
    {
        var generator = new Generator(12);
        return new PiecewiseLinearNetwork(
            new MaxAffine(Tensor.RandN([2, 4, 2], generator), Tensor.RandN([2, 4], generator) * 0.4),
            new MaxAffine(Tensor.RandN([2, 4, 2], generator), Tensor.RandN([2, 4], generator) * 0.4),
            MaxAffine.Linear(Tensor.From<double>([1, 1], [1, 2])));
    }
}
