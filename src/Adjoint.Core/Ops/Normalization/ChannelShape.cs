namespace Adjoint;

/// <summary>The shape [batch, channels, ..] of what is normalised channel by channel.</summary>
internal static class ChannelShape
{
    /// <summary>The number of elements of a channel of one example.</summary>
    /// <exception cref="ShapeException">There are no channels.</exception>
    public static int Inner(string operation, Shape x)
    {
        if (x.Rank < 2) throw new ShapeException(operation, $"takes [batch, channels, ..], and its input has shape {x}.");
        var inner = 1;
        foreach (var size in x.Sizes[2..]) inner *= size;
        return inner;
    }
}
