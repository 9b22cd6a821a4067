namespace Adjoint.LinearAlgebra;

/// <summary>A column of a matrix that is a sum of multiples of other columns, or 0 if there are none.</summary>
/// <param name="Column">The column's number.</param>
/// <param name="Terms">The other columns and what each is multiplied by.</param>
public sealed record ColumnDependence(int Column, IReadOnlyList<(int Column, double Factor)> Terms);
