using Adjoint.Nn;

namespace Adjoint.Representation;

/// <summary>
/// All regions of a box on which a piecewise-linear network is one affine map, enumerated exactly and not by sampling (Montufar et al.,
/// 2014). Two things are counted. An activation region is a convex cell on which every unit uses one piece; a linear region is a maximal
/// set of such cells, joined along whole stretches of their borders, on which the network's outputs are one and the same affine map.
/// <para>
/// "Exactly" is up to float64: cells narrower than a part in 10^11 of the box are not told from rounding, and slopes that differ by less
/// than a part in 10^9 are the same.
/// </para>
/// </summary>
public sealed class LinearRegions
{
    private LinearRegions(InputBox box, List<ActivationRegion> regions)
    {
        Box = box;
        ActivationRegions = regions;
        Count = RegionMerge.Run(regions, box);
    }

    /// <summary>Where the network was looked at.</summary>
    public InputBox Box { get; }

    /// <summary>The number of outputs of the network.</summary>
    public int Outputs => ActivationRegions[0].Outputs.Length;

    /// <summary>The activation regions; together they fill the box.</summary>
    public IReadOnlyList<ActivationRegion> ActivationRegions { get; }

    /// <summary>The number of linear regions, at most the number of activation regions.</summary>
    public int Count { get; }

    /// <summary>
    /// Of a network with one input, where the slope changes inside the interval, ascending: one fewer than there are linear regions.
    /// </summary>
    /// <exception cref="InvalidOperationException">The network has two inputs.</exception>
    public IReadOnlyList<double> Breakpoints
    {
        get
        {
            if (Box.Dimensions != 1) throw new InvalidOperationException("LinearRegions: a network with two inputs has no breakpoints.");
            var ordered = ActivationRegions.OrderBy(region => region.Vertices[0][0]).ToArray();
            return [.. ordered.Zip(ordered.Skip(1)).Where(pair => pair.First.LinearRegion != pair.Second.LinearRegion)
                .Select(pair => pair.Second.Vertices[0][0])];
        }
    }

    /// <summary>
    /// Where an output of a network with two inputs has a value, exactly: a straight piece for each region that the level line crosses. At
    /// 0 it is the boundary between two classes.
    /// </summary>
    /// <exception cref="InvalidOperationException">The network has one input.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such output.</exception>
    public IReadOnlyList<((double X, double Y) From, (double X, double Y) To)> LevelLine(int output = 0, double level = 0)
    {
        if (Box.Dimensions != 2) throw new InvalidOperationException("LinearRegions: a network with one input has no level lines.");
        if (output < 0 || output >= Outputs)
            throw new ArgumentOutOfRangeException(nameof(output), output, $"LinearRegions: the network has {Outputs} outputs.");
        var pieces = new List<((double X, double Y) From, (double X, double Y) To)>();
        foreach (var region in ActivationRegions)
        {
            var form = region.Outputs[output];
            if (region.Cell.Crossing(form with { Constant = form.Constant - level }) is { } piece) pieces.Add(piece);
        }
        return pieces;
    }

    /// <summary>Enumerates the regions of a network of Linear, ReLU and other piecewise-linear layers.</summary>
    /// <inheritdoc cref="Of(PiecewiseLinearNetwork, InputBox, int)"/>
    public static LinearRegions Of(Sequential network, InputBox box, int maximumCount = 1_000_000) =>
        Of(PiecewiseLinearNetwork.From(network), box, maximumCount);

    /// <summary>Enumerates the regions of a piecewise-linear network.</summary>
    /// <param name="network">With one or two inputs and any number of outputs.</param>
    /// <param name="box">With as many dimensions as the network has inputs.</param>
    /// <param name="maximumCount">More activation regions than this are an error, not an endless run.</param>
    /// <exception cref="ArgumentException">A layer is not piecewise linear, or the weights are so large that values overflow.</exception>
    /// <exception cref="ShapeException">The network has more than two inputs, or another number than the box has dimensions.</exception>
    /// <exception cref="InvalidOperationException">There are more regions than <paramref name="maximumCount"/>.</exception>
    public static LinearRegions Of(PiecewiseLinearNetwork network, InputBox box, int maximumCount = 1_000_000)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(box);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumCount, 1);
        if (network.Inputs > 2)
        {
            throw new ShapeException("LinearRegions",
                $"regions are enumerated for networks with one or two inputs, and this one has {network.Inputs}. "
                + "Hint: RegionBounds counts for any number of inputs.");
        }
        if (network.Inputs != box.Dimensions)
        {
            throw new ShapeException("LinearRegions",
                $"the network has {network.Inputs} inputs, and the box {box.Dimensions} dimensions. Hint: InputBox.Interval, InputBox.Rectangle.");
        }
        return new LinearRegions(box, new RegionEnumeration(network, box, maximumCount).Run());
    }
}
