namespace Adjoint.Backends;

/// <summary>
/// The windows of one two-dimensional pooling of <paramref name="Planes"/> (batch times channels) dense planes, along the rows and along
/// the columns.
/// </summary>
internal readonly record struct PoolingGeometry(int Planes, PoolingAxis Rows, PoolingAxis Columns)
{
    public int InHeight => Rows.Size;

    public int InWidth => Columns.Size;

    public int OutHeight => Rows.OutSize;

    public int OutWidth => Columns.OutSize;

    public int InPlane => InHeight * InWidth;

    public int OutPlane => OutHeight * OutWidth;

    /// <summary>True if each plane has one window, the whole of it.</summary>
    public bool IsGlobal => Rows.IsWhole && Columns.IsWhole;
}
