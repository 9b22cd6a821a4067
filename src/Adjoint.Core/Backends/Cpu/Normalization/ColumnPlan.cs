namespace Adjoint.Backends.Cpu;

/// <summary>How <see cref="ColumnNormalization{T, TVector}"/> cuts its rows into blocks.</summary>
internal static class ColumnPlan
{
    /// <summary>
    /// Few blocks, so that there is little to join, and each small enough for the second-level cache, where it is read twice.
    /// </summary>
    public static int RowsOfBlock(in NormalizationGeometry geometry) => Math.Clamp((geometry.Batch + 15) / 16, 32, 2048);

    public static int RowBlocks(in NormalizationGeometry geometry) => (geometry.Batch - 1) / RowsOfBlock(geometry) + 1;

    /// <summary>Four numbers a column, and three a column for each block of rows.</summary>
    public static int WorkspaceLength(in NormalizationGeometry geometry) =>
        checked(geometry.Groups * geometry.Inner * (4 + 3 * RowBlocks(geometry)));
}
