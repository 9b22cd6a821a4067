namespace Adjoint.Data;

/// <summary>The files of a data set that can be fetched over HTTP.</summary>
/// <param name="Mirrors">The addresses of folders that hold the files; the first that works is taken.</param>
/// <param name="Files">The files.</param>
public sealed record RemoteData(IReadOnlyList<Uri> Mirrors, IReadOnlyList<RemoteFile> Files);

/// <summary>One file that can be fetched, and the proof that it is the right one.</summary>
/// <param name="Name">The file's name, at the mirror and on disk.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Sha256">Its SHA-256 checksum, 64 hexadecimal digits.</param>
public sealed record RemoteFile(string Name, long Length, string Sha256);
