namespace Adjoint.Backends.Cpu;

/// <summary>When Winograd's convolution is worth while, and how it is cut. From the sizes alone.</summary>
internal static class WinogradPlan
{
    /// <summary>Fewer items than this are cut by channels too.</summary>
    public const int LeastItems = 4;

    // Points of the source of one item stay in a second-level cache; but a panel of the filters should meet a few tiles' rows at least.
    private const int PointBytes = 720 * 1024;
    private const int LeastTiles = 32;

    // Below these, transforms cost more than the multiplications they save. Measured.
    private const int LeastChannels = 16;
    private const int LeastTilesInAll = 12;
    private const int LeastTilesOfGradient = 64;

    public static bool Suits(in ConvolutionGeometry g) =>
        g is { StrideHeight: 1, StrideWidth: 1, DilationHeight: 1, DilationWidth: 1 }
        && g.KernelHeight == g.KernelWidth && g.KernelWidth is 3 or 5
        && g.PaddingHeight < g.KernelHeight && g.PaddingWidth < g.KernelWidth
        && g.InChannelsPerGroup >= LeastChannels && g.OutChannelsPerGroup >= LeastChannels
        && Tiles(g) >= LeastTilesInAll;

    /// <summary>Whether the gradient by the weight is worth it too: its sums, one for each point, are four times the weights.</summary>
    public static bool SuitsGradient(in ConvolutionGeometry g) => Suits(g) && Tiles(g) >= LeastTilesOfGradient;

    /// <summary>How many rows of tiles one item has.</summary>
    public static int TileRows(int channels, int tilesInRow, int rows, int elementSize)
    {
        var tiles = Math.Max(LeastTiles, PointBytes / (36 * elementSize * channels));
        return Math.Clamp(tiles / tilesInRow, 1, rows);
    }

    private static long Tiles(in ConvolutionGeometry g)
    {
        var step = 7 - g.KernelWidth;
        return (long)g.Batch * WorkSplit.CeilingDivide(g.OutHeight, step) * WorkSplit.CeilingDivide(g.OutWidth, step);
    }
}
