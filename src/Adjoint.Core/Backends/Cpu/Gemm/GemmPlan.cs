namespace Adjoint.Backends.Cpu;

/// <summary>
/// How a product is cut into rectangles of C, one block of work each. The number of rectangles may follow the number of threads, because an
/// element of C is the same chain of additions in whichever rectangle it lies.
/// </summary>
internal readonly record struct GemmPlan(int BlockRows, int BlockColumns, int RowBlocks, int ColumnBlocks)
{
    /// <summary>
    /// Multiply-adds that one block should hold at least: about a microsecond, what handing a block to another thread costs.
    /// </summary>
    public const long LeastWork = 128 * 1024;

    // Two blocks a thread balance the load; more would pack the operands more often.
    private const int BlocksPerThread = 2;

    // Up to this side, the packed operands of a rectangle stay in the caches.
    private const int LargestSide = 1024;

    public int Blocks => RowBlocks * ColumnBlocks;

    /// <summary>Halves the longer side of the rectangles until there are as many as the work is worth, keeping whole tiles.</summary>
    public static GemmPlan For(int batch, int m, int n, int k, int tileRows, int tileColumns)
    {
        var threads = WorkerPool.Threads;
        var most = threads == 1 ? 1 : (BlocksPerThread * threads + batch - 1) / batch;
        var wanted = (int)Math.Clamp((long)m * n * k / LeastWork, 1, most);
        int rowBlocks = 1, columnBlocks = 1;
        while (true)
        {
            var rows = SideOf(m, rowBlocks, tileRows);
            var columns = SideOf(n, columnBlocks, tileColumns);
            var canSplitRows = rows > tileRows;
            var canSplitColumns = columns > tileColumns;
            var enough = rowBlocks * columnBlocks >= wanted && rows <= LargestSide && columns <= LargestSide;
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
