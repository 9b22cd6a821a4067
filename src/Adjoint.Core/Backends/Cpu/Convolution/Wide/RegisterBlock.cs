namespace Adjoint.Backends.Cpu;

/// <summary>
/// How many accumulators a kernel keeps in registers: rows (channels) by vectors. 6 x 4 and 8 x 3 need 32 vector registers; 6 x 2 fits
/// in 16 and has the least waste on small planes.
/// </summary>
internal readonly record struct RegisterBlock(int Rows, int Vectors)
{
    // Two of three loads of 6 x 2 are not hidden behind arithmetic as they are in the larger blocks.
    private const double SmallBlockPenalty = 1.2;

    /// <summary>The block that wastes least on so many rows and columns, <paramref name="unit"/> to a vector.</summary>
    public static RegisterBlock Choose(int rows, int columns, int unit, bool manyRegisters)
    {
        var small = new RegisterBlock(6, 2);
        if (!manyRegisters) return small;
        var tall = new RegisterBlock(8, 3);
        var wide = new RegisterBlock(6, 4);
        var best = wide.Cost(rows, columns, unit) < tall.Cost(rows, columns, unit) ? wide : tall;
        return small.Cost(rows, columns, unit) * SmallBlockPenalty < best.Cost(rows, columns, unit) ? small : best;
    }

    public int RowBlocks(int rows) => (rows + Rows - 1) / Rows;

    public static int RoundUp(int value, int unit) => (value + unit - 1) / unit * unit;

    private double Cost(int rows, int columns, int unit) => (double)RoundUp(rows, Rows) * RoundUp(columns, Vectors * unit);
}
