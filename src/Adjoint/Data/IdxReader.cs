using System.Buffers.Binary;
using System.IO.Compression;

namespace Adjoint.Data;

/// <summary>
/// Reads IDX files, the format of MNIST: two zero bytes, a type code (0x08 is uint8), the number of dimensions, each dimension's size as a
/// 32-bit big-endian integer, then the values. Plain and gzip-compressed files are told apart by their first bytes, not by their names.
/// </summary>
/// <remarks>
/// Memory is taken only for bytes that are there: a plain file's length must agree with its header first; the contents of a compressed one
/// are read in pieces that grow, and never past what the header claims.
/// </remarks>
public static class IdxReader
{
    private const byte UInt8 = 0x08;
    private const int BufferLength = 1 << 16;
    private const int FirstPiece = 1 << 20;
    // A deflate stream cannot grow more than 1032-fold: at best two bits stand for 258 bytes.
    private const long LargestDeflateRatio = 1032;

    /// <summary>Reads a uint8 IDX file with a given number of dimensions (3 for MNIST's images, 1 for its labels).</summary>
    /// <param name="path">The file.</param>
    /// <param name="rank">The number of dimensions it must have.</param>
    /// <exception cref="InvalidDataException">The file is not that; the message names the file, the offset, what was found and what was
    /// expected.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IdxArray Read(string path, int rank)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferLength, FileOptions.SequentialScan);
        if (!file.CanSeek) throw new IOException($"{path} is no regular file, and an IDX file's length must be known.");
        return Read(file, path, rank);
    }

    /// <summary>Reads a uint8 IDX file from a seekable stream that holds nothing else; <paramref name="name"/> is for messages.</summary>
    /// <inheritdoc cref="Read(string, int)"/>
    public static IdxArray Read(Stream stream, string name, int rank)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentOutOfRangeException.ThrowIfLessThan(rank, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rank, 255);
        if (stream.Length == 0) throw Wrong(name, 0, "an empty file", "an IDX file");
        return IsGzip(stream) ? ReadGzip(stream, name, rank) : ReadPlain(stream, name, rank);
    }

    private static bool IsGzip(Stream stream)
    {
        Span<byte> magic = stackalloc byte[2];
        var read = stream.ReadAtLeast(magic, 2, throwOnEndOfStream: false);
        stream.Position = 0;
        return read == 2 && magic is [0x1F, 0x8B];
    }

    private static IdxArray ReadPlain(Stream stream, string name, int rank)
    {
        var (shape, length) = ReadHeader(stream, name, rank);
        var offset = HeaderLength(rank);
        if (stream.Length - offset != length)
            throw Wrong(name, offset, $"{stream.Length - offset} bytes", $"{length} bytes for {Text(shape)}");
        return new IdxArray(ToInt32(shape), ReadValues(stream, name, offset, length));
    }

    private static IdxArray ReadGzip(Stream stream, string name, int rank)
    {
        using var unpacked = new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true);
        var (shape, length) = ReadHeader(unpacked, name, rank);
        var offset = HeaderLength(rank);
        if (length / LargestDeflateRatio > stream.Length)
            throw Wrong(name, offset, $"{stream.Length} compressed bytes", $"enough for the {length} bytes of {Text(shape)}");
        var data = ReadValues(unpacked, name, offset, length);
        // Reading the end also makes the gzip reader compare its checksum.
        if (Fill(unpacked, stackalloc byte[1], name, offset + length) > 0)
            throw Wrong(name, offset + length, "more bytes", $"the end after {length} bytes for {Text(shape)}");
        CheckTrailer(stream, name, offset + length);
        return new IdxArray(ToInt32(shape), data);
    }

    /// <summary>
    /// A gzip file ends with the length of its contents. <see cref="GZipStream"/> accepts a file that ends before that, or goes on after
    /// it.
    /// </summary>
    private static void CheckTrailer(Stream stream, string name, long length)
    {
        Span<byte> trailer = stackalloc byte[4];
        stream.Position = Math.Max(0, stream.Length - 4);
        stream.ReadExactly(trailer);
        var found = BinaryPrimitives.ReadUInt32LittleEndian(trailer);
        if (found != (uint)length)
            throw Wrong(name, stream.Length - 4, $"0x{found:X8} at the end of the gzip file", $"0x{length:X8}, the length of its contents");
    }

    private static int HeaderLength(int rank) => 4 + 4 * rank;

    private static (uint[] Shape, long Length) ReadHeader(Stream stream, string name, int rank)
    {
        Span<byte> magic = stackalloc byte[4];
        ReadHeaderPart(stream, magic, name, 0);
        var found = BinaryPrimitives.ReadUInt32BigEndian(magic);
        var expected = (uint)(UInt8 << 8 | rank);
        if (found != expected)
            throw Wrong(name, 0, $"magic 0x{found:X8}{Describe(found)}", $"0x{expected:X8} (IDX, uint8, {Dimensions(rank)})");

        Span<byte> sizes = stackalloc byte[4 * rank];
        ReadHeaderPart(stream, sizes, name, 4);
        var shape = new uint[rank];
        var length = 1L;
        for (var dim = 0; dim < rank; dim++)
        {
            shape[dim] = BinaryPrimitives.ReadUInt32BigEndian(sizes[(4 * dim)..]);
            // A product past 2^62 stays there, so that it cannot wrap round to something small.
            length = shape[dim] != 0 && length > (1L << 62) / shape[dim] ? 1L << 62 : length * shape[dim];
        }

        if (length == 0) throw Wrong(name, 4, $"an array without values, {Text(shape)}", "no dimension of size 0");
        if (length > Array.MaxLength) throw Wrong(name, 4, $"{Text(shape)}", $"at most {Array.MaxLength} values");
        return (shape, length);
    }

    private static void ReadHeaderPart(Stream stream, Span<byte> bytes, string name, int offset)
    {
        var read = Fill(stream, bytes, name, offset);
        if (read < bytes.Length) throw Wrong(name, offset + read, "the end of the file", $"{bytes.Length - read} more bytes of the header");
    }

    private static byte[] ReadValues(Stream stream, string name, int offset, long length)
    {
        var data = new byte[Math.Min(length, FirstPiece)];
        var filled = 0;
        while (true)
        {
            filled += Fill(stream, data.AsSpan(filled), name, offset + filled);
            if (filled < data.Length) throw Wrong(name, offset + filled, $"the end after {filled} bytes", $"{length} bytes");
            if (filled == length) return data;
            Array.Resize(ref data, (int)Math.Min(length, 4L * data.Length));
        }
    }

    /// <summary>Reads until the span is full or the stream ends. The offset is the one in the unpacked contents.</summary>
    private static int Fill(Stream stream, Span<byte> bytes, string name, long offset)
    {
        try
        {
            return stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException e)
        {
            throw Wrong(name, offset, $"a damaged gzip stream ({e.Message})", "whole gzip data with a matching checksum", e);
        }
    }

    private static int[] ToInt32(uint[] shape) => Array.ConvertAll(shape, size => (int)size);

    private static string Text(uint[] shape) => $"[{string.Join(", ", shape)}]";

    private static string Describe(uint magic)
    {
        if (magic >> 16 != 0) return " (not an IDX file)";
        var type = (magic >> 8) switch
        {
            UInt8 => "uint8",
            0x09 => "int8",
            0x0B => "int16",
            0x0C => "int32",
            0x0D => "float32",
            0x0E => "float64",
            _ => null,
        };
        return type is null ? " (an unknown IDX type)" : $" (IDX, {type}, {Dimensions((int)(magic & 0xFF))})";
    }

    private static string Dimensions(int rank) => rank == 1 ? "1 dimension" : $"{rank} dimensions";

    private static InvalidDataException Wrong(string name, long offset, string found, string expected, Exception? inner = null) =>
        new($"{name}: at byte {offset}: found {found}, expected {expected}.", inner);
}
