namespace Adjoint.Data;

/// <summary>A place on the paper: x to the right, y down.</summary>
internal readonly record struct PenPoint(float X, float Y);
