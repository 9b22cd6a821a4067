namespace Adjoint.Backends.Cpu;

/// <summary>How <see cref="ColumnNormalization{T, TVector}"/> cuts its matrix into tiles of rows and columns.</summary>
internal static class ColumnPlan
{
    /// <summary>Few enough that what stands beside the columns stays in the first-level cache.</summary>
    public const int TileColumns = 1024;

    /// <summary>True if channels are too short to be runs of their own.</summary>
    public static bool Fits(in NormalizationGeometry geometry) =>
        geometry.AcrossBatch && (geometry.Inner < 16 || (geometry.Inner < 256 && geometry.Batch >= 8));

    public static int RowsOfTile(in NormalizationGeometry geometry) => Math.Clamp((geometry.Batch + 15) / 16, 32, 2048);

    public static int RowBlocks(in NormalizationGeometry geometry) => (geometry.Batch - 1) / RowsOfTile(geometry) + 1;

    public static int ColumnBlocks(in NormalizationGeometry geometry) => (geometry.Groups * geometry.Inner - 1) / TileColumns + 1;

    /// <summary>Four numbers a column, and two a column for each block of rows.</summary>
    public static int WorkspaceLength(in NormalizationGeometry geometry) =>
        checked(geometry.Groups * geometry.Inner * (4 + 2 * RowBlocks(geometry)));
}
