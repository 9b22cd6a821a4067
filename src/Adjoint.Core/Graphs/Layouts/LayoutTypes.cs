namespace Adjoint.Graphs.Layouts;

/// <summary>Which way the edges of a drawing run.</summary>
public enum LayoutOrientation
{
    /// <summary>From top to bottom.</summary>
    TopDown,

    /// <summary>From left to right.</summary>
    LeftRight,
}

/// <summary>How large something is drawn, in pixels.</summary>
/// <param name="Width">From left to right.</param>
/// <param name="Height">From top to bottom.</param>
public readonly record struct LayoutSize(double Width, double Height)
{
    internal LayoutSize Turned => new(Height, Width);
}

/// <summary>A place in a drawing, in pixels from its left upper corner.</summary>
/// <param name="X">From left to right.</param>
/// <param name="Y">From top to bottom.</param>
public readonly record struct LayoutPoint(double X, double Y)
{
    internal LayoutPoint Turned => new(Y, X);
}

/// <summary>A rectangle in a drawing.</summary>
/// <param name="X">Its left edge.</param>
/// <param name="Y">Its upper edge.</param>
/// <param name="Width">From left to right.</param>
/// <param name="Height">From top to bottom.</param>
public readonly record struct LayoutBox(double X, double Y, double Width, double Height)
{
    /// <summary>The middle.</summary>
    public LayoutPoint Center => new(X + Width / 2, Y + Height / 2);

    internal LayoutBox Turned => new(Y, X, Height, Width);
}

/// <summary>An edge to be drawn.</summary>
/// <param name="From">Where it begins; smaller than <paramref name="To"/>.</param>
/// <param name="To">Where it ends.</param>
/// <param name="Label">The room that a text on it needs; 0 by 0 for none.</param>
public readonly record struct LayoutEdge(int From, int To, LayoutSize Label = default)
{
    internal bool HasLabel => Label.Width > 0 && Label.Height > 0;
}

/// <summary>How a layout is spaced.</summary>
public sealed record LayoutOptions
{
    /// <summary>Which way the edges run.</summary>
    public LayoutOrientation Orientation { get; init; }

    /// <summary>The least distance between two layers, in pixels.</summary>
    public double LayerGap { get; init; } = 34;

    /// <summary>The least distance between two boxes of a layer, in pixels.</summary>
    public double NodeGap { get; init; } = 22;

    /// <summary>The least distance between an edge that passes a layer and its neighbours there, in pixels.</summary>
    public double EdgeGap { get; init; } = 12;

    /// <summary>Room around the drawing, in pixels.</summary>
    public double Margin { get; init; } = 20;
}
