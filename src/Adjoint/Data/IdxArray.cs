namespace Adjoint.Data;

/// <summary>The contents of an IDX file: unsigned bytes with a shape.</summary>
/// <param name="Shape">The sizes of the dimensions, outermost first.</param>
/// <param name="Data">The values, row-major; as many as the product of the shape.</param>
public sealed record IdxArray(IReadOnlyList<int> Shape, byte[] Data);
