namespace Adjoint.Backends.Cpu;

/// <summary>How a product is cut into rectangles of C, one block of work each: by its shape alone, so that the bits never depend on threads.</summary>
internal readonly struct GemmPlan
{
    // Multiply-adds that one block should hold at least: some microseconds, several times what handing a block to another thread costs.
    private const long LeastWork = 128 * 1024;

    // Enough blocks to balance the load of a few cores; more would pack the operands more often.
    private const int MostSmallBlocks = 16;

    // A rectangle's packed operands stay in the second-level cache up to this size.
    private const int LargestSide = 512;

    private GemmPlan(int blockRows, int blockColumns, int rowBlocks, int columnBlocks)
    {
        BlockRows = blockRows;
        BlockColumns = blockColumns;
        RowBlocks = rowBlocks;
        ColumnBlocks = columnBlocks;
    }

    public int BlockRows { get; }

    public int BlockColumns { get; }

    public int RowBlocks { get; }

    public int ColumnBlocks { get; }

    public int Blocks => RowBlocks * ColumnBlocks;

    /// <summary>Halves the longer side of the rectangles until there are as many as the work is worth, keeping whole tiles.</summary>
    public static GemmPlan For(int m, int n, int k, int tileRows, int tileColumns)
    {
        var wanted = (int)Math.Clamp((long)m * n * Math.Max(k, 1) / LeastWork, 1, MostSmallBlocks);
        int rowBlocks = 1, columnBlocks = 1;
        while (true)
        {
            var rows = SideOf(m, rowBlocks, tileRows);
            var columns = SideOf(n, columnBlocks, tileColumns);
            var enough = rowBlocks * columnBlocks >= wanted && rows <= LargestSide && columns <= LargestSide;
            var canSplitRows = rows > tileRows;
            var canSplitColumns = columns > tileColumns;
            if (enough || (!canSplitRows && !canSplitColumns))
                return new GemmPlan(rows, columns, (m + rows - 1) / rows, (n + columns - 1) / columns);
            if (canSplitColumns && (columns >= rows || !canSplitRows)) columnBlocks *= 2;
            else rowBlocks *= 2;
        }
    }

    private static int SideOf(int length, int blocks, int tile)
    {
        var tiles = (length + tile - 1) / tile;
        return (tiles + blocks - 1) / blocks * tile;
    }
}
