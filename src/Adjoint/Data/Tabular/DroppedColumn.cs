namespace Adjoint.Data;

/// <summary>A column that a network does not get to see, and why.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Reason">Why it is left out.</param>
/// <param name="IsIdentifier">Whether it names the rows; what is predicted for a row can be shown beside it.</param>
public sealed record DroppedColumn(string Name, string Reason, bool IsIdentifier = false);
