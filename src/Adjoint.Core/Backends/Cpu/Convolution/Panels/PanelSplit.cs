namespace Adjoint.Backends.Cpu;

/// <summary>
/// The fixed cut of a convolution into items of work: images, else rows of the result, else its channels. Made from the sizes alone.
/// </summary>
internal readonly record struct PanelSplit(
    int Batch, int ImagesPerItem, int Groups, int Rows, int RowsPerItem, int Channels, int ChannelsPerItem)
{
    // About 20 us on one core: far above the cost of handing an item to a thread, and of copying what its borders share.
    private const double OperationsPerItem = 4e6;
    private const double MostItems = 32;

    // Fewer positions do not fill the panels that are multiplied together; fewer channels do not pay for making them.
    private const int LeastPositions = 128;
    private const int LeastChannels = 48;

    public int Items => ImageParts * Groups * RowParts * ChannelParts;

    private int ImageParts => WorkSplit.CeilingDivide(Batch, ImagesPerItem);

    private int RowParts => WorkSplit.CeilingDivide(Rows, RowsPerItem);

    private int ChannelParts => WorkSplit.CeilingDivide(Channels, ChannelsPerItem);

    /// <param name="operations">Additions and multiplications of the whole.</param>
    /// <param name="batch">Images.</param>
    /// <param name="groups">Groups of channels.</param>
    /// <param name="channels">Channels of the result of one group.</param>
    /// <param name="rows">Rows of the result.</param>
    /// <param name="columns">Columns of the result.</param>
    public static PanelSplit Of(double operations, int batch, int groups, int channels, int rows, int columns)
    {
        var wanted = (int)Math.Clamp(operations / OperationsPerItem, 1, MostItems);
        var images = Math.Clamp(batch * groups / wanted, 1, batch);
        images = Math.Clamp(Math.Max(images, WorkSplit.CeilingDivide(LeastPositions, rows * columns)), 1, batch);
        wanted = WorkSplit.CeilingDivide(wanted, WorkSplit.CeilingDivide(batch, images) * groups);
        var rowParts = Math.Clamp(Math.Min(wanted, rows * columns / LeastPositions), 1, rows);
        wanted = images < batch ? 1 : WorkSplit.CeilingDivide(wanted, rowParts);
        var channelParts = Math.Clamp(Math.Min(wanted, channels / LeastChannels), 1, channels);
        return new PanelSplit(batch, images, groups, rows, WorkSplit.CeilingDivide(rows, rowParts),
            channels, WorkSplit.CeilingDivide(channels, channelParts));
    }

    public PanelItem this[int index]
    {
        get
        {
            (index, var channelPart) = Math.DivRem(index, ChannelParts);
            (index, var rowPart) = Math.DivRem(index, RowParts);
            (index, var group) = Math.DivRem(index, Groups);
            var (image, row, channel) = (index * ImagesPerItem, rowPart * RowsPerItem, channelPart * ChannelsPerItem);
            return new PanelItem(image, Math.Min(image + ImagesPerItem, Batch), group, row, Math.Min(row + RowsPerItem, Rows),
                channel, Math.Min(channel + ChannelsPerItem, Channels));
        }
    }
}

/// <summary>One item of a <see cref="PanelSplit"/>; ends are exclusive, channels count within the group.</summary>
internal readonly record struct PanelItem(
    int ImageStart, int ImageEnd, int Group, int RowStart, int RowEnd, int ChannelStart, int ChannelEnd)
{
    public int Rows => RowEnd - RowStart;

    public int Channels => ChannelEnd - ChannelStart;
}
