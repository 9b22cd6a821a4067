namespace Adjoint.Data;

/// <summary>How far the fetch of one file is.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Bytes">The bytes that are on disk.</param>
/// <param name="Total">The bytes the file has.</param>
public readonly record struct FetchProgress(string File, long Bytes, long Total);
