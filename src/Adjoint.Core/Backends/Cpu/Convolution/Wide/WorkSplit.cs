namespace Adjoint.Backends.Cpu;

/// <summary>
/// The fixed cut of a convolution into items of work: a range of images, a group, and a range of the parts (row blocks, input channels) the
/// group's work falls into. Made from the sizes alone, so that results do not depend on the number of threads.
/// </summary>
internal readonly record struct WorkSplit(int Batch, int ImagesPerItem, int Groups, int Parts, int PartsPerItem)
{
    // About 10 us on one core: far above the cost of handing an item to a thread.
    private const double OperationsPerItem = 2e6;
    private const int MostItems = 64;

    public int ImageBlocks => CeilingDivide(Batch, ImagesPerItem);

    public int PartBlocks => CeilingDivide(Parts, PartsPerItem);

    public int Items => ImageBlocks * Groups * PartBlocks;

    /// <param name="g">The convolution.</param>
    /// <param name="parts">Into how many parts the work of one image and group can be cut.</param>
    /// <param name="mostImageBlocks">The most image blocks wanted.</param>
    public static WorkSplit Of(in ConvolutionGeometry g, int parts, int mostImageBlocks = MostItems)
    {
        var perImageAndGroup = 2.0 * g.OutPlane * g.OutChannelsPerGroup * g.Taps;
        var images = Math.Clamp((int)(OperationsPerItem / perImageAndGroup), 1, g.Batch);
        images = Math.Max(images, CeilingDivide(g.Batch, mostImageBlocks));
        var items = CeilingDivide(g.Batch, images) * g.Groups;
        var cuts = Math.Min(MostItems / items, perImageAndGroup * images / OperationsPerItem);
        return new WorkSplit(g.Batch, images, g.Groups, parts, CeilingDivide(parts, Math.Clamp((int)cuts, 1, parts)));
    }

    public WorkItem this[int index]
    {
        get
        {
            var part = index % PartBlocks * PartsPerItem;
            var group = index / PartBlocks % Groups;
            var imageBlock = index / (PartBlocks * Groups);
            var image = imageBlock * ImagesPerItem;
            var (imageEnd, partEnd) = (Math.Min(image + ImagesPerItem, Batch), Math.Min(part + PartsPerItem, Parts));
            return new WorkItem(imageBlock, image, imageEnd, group, part, partEnd);
        }
    }

    public static int CeilingDivide(int value, int divisor) => (value + divisor - 1) / divisor;
}

/// <summary>One item of a <see cref="WorkSplit"/>; ends are exclusive.</summary>
internal readonly record struct WorkItem(int ImageBlock, int ImageStart, int ImageEnd, int Group, int PartStart, int PartEnd);
