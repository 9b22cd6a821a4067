namespace Adjoint.Data;

/// <summary>An image that is being changed, with room for a copy of it.</summary>
/// <param name="values">Channels before rows.</param>
/// <param name="scratch">At least <see cref="ScratchLength"/> values.</param>
/// <param name="background">What an empty pixel of each channel reads as.</param>
/// <param name="height">Rows.</param>
/// <param name="width">Columns.</param>
internal readonly ref struct ImageView(Span<float> values, Span<float> scratch, ReadOnlySpan<float> background, int height, int width)
{
    private readonly Span<float> _values = values;

    public int Channels => Background.Length;

    public int Height => height;

    public int Width => width;

    /// <summary>What an empty pixel of each channel reads as.</summary>
    public ReadOnlySpan<float> Background { get; } = background;

    /// <summary>Room for one channel with a frame of one pixel round it.</summary>
    public Span<float> Scratch { get; } = scratch;

    /// <summary>The pixels of one channel, row by row.</summary>
    public Span<float> Channel(int channel) => _values.Slice(channel * height * width, height * width);

    public static int ScratchLength(int height, int width) => checked((height + 2) * (width + 2));
}
