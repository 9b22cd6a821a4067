namespace Adjoint.Graphs.Drawing;

/// <summary>A point of a chart.</summary>
/// <param name="X">From left to right.</param>
/// <param name="Y">From bottom to top.</param>
public readonly record struct ChartPoint(double X, double Y);

/// <summary>One named line of a chart, with or without marks at its points.</summary>
/// <param name="Name">The text in the legend; empty for a series without an entry.</param>
/// <param name="Points">The points in the order in which they are joined. The line breaks where one is not finite.</param>
public sealed record ChartSeries(string Name, IReadOnlyList<ChartPoint> Points)
{
    /// <summary>Whether the points are joined; on by default.</summary>
    public bool HasLine { get; init; } = true;

    /// <summary>Whether each point has a dot that tells its numbers.</summary>
    public bool HasMarkers { get; init; }

    /// <summary>Whether the line is broken.</summary>
    public bool IsDashed { get; init; }

    /// <summary>The position in <see cref="SvgTheme"/>'s colours; by default that in the chart.</summary>
    public int? Colour { get; init; }
}
