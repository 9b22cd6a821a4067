using System.Security.Cryptography;

namespace Adjoint.IO;

/// <summary>
/// The checksum of a safetensors file that this library wrote: the SHA-256 of header and elements, as hexadecimal digits in the header's
/// metadata. While it is computed, zeros stand in its place.
/// </summary>
internal sealed class SafetensorsHash : IDisposable
{
    public const string Key = "adjoint.sha256";

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>What stands in the place of the checksum until it is known.</summary>
    public static string Placeholder { get; } = new('0', 2 * SHA256.HashSizeInBytes);

    public void Add(ReadOnlySpan<byte> bytes) => _hash.AppendData(bytes);

    /// <summary>The checksum of all that was added, in lower-case hexadecimal digits.</summary>
    public string Finish() => Convert.ToHexStringLower(_hash.GetHashAndReset());

    public void Dispose() => _hash.Dispose();
}
