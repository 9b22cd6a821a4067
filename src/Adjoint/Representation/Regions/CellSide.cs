namespace Adjoint.Representation;

/// <summary>A side of a cell and the cut it lies on; with the cell to its left.</summary>
internal readonly record struct CellSide(long Cut, double FromX, double FromY, double ToX, double ToY)
{
    public double Length => double.Hypot(ToX - FromX, ToY - FromY);

    /// <summary>Whether the side is nearer to the direction of the x axis than of the y axis.</summary>
    public bool IsFlat => Math.Abs(ToX - FromX) >= Math.Abs(ToY - FromY);
}
