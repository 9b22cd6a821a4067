using System.Buffers.Binary;

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
    private const string Kind = "an IDX file";

    /// <summary>Reads a uint8 IDX file with a given number of dimensions (3 for MNIST's images, 1 for its labels).</summary>
    /// <param name="path">The file.</param>
    /// <param name="rank">The number of dimensions it must have.</param>
    /// <exception cref="InvalidDataException">The file is not that; the message names the file, the offset, what was found and what was
    /// expected.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IdxArray Read(string path, int rank)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var file = PackedFile.Open(path, Kind);
        return Read(file, rank);
    }

    /// <summary>Reads a uint8 IDX file from a seekable stream that holds nothing else; <paramref name="name"/> is for messages.</summary>
    /// <inheritdoc cref="Read(string, int)"/>
    public static IdxArray Read(Stream stream, string name, int rank)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var file = PackedFile.Open(stream, name, Kind);
        return Read(file, rank);
    }

    private static IdxArray Read(PackedFile file, int rank)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rank, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rank, 255);
        var (shape, length) = ReadHeader(file, rank);
        var offset = HeaderLength(rank);
        if (!file.IsGzip && file.FileLength - offset != length)
            throw DamagedFile.At(file.Name, offset, $"{file.FileLength - offset} bytes", $"{length} bytes for {Text(shape)}");
        if (length > file.MostLength)
        {
            throw DamagedFile.At(file.Name, offset, $"{file.FileLength} compressed bytes",
                $"enough for the {length} bytes of {Text(shape)}");
        }
        var data = file.ReadUpTo(length);
        if (data.Length < length) throw DamagedFile.At(file.Name, file.Position, $"the end after {data.Length} bytes", $"{length} bytes");
        file.RequireEnd($"{length} bytes for {Text(shape)}");
        return new IdxArray(Array.ConvertAll(shape, size => (int)size), data);
    }

    private static int HeaderLength(int rank) => 4 + 4 * rank;

    private static (uint[] Shape, long Length) ReadHeader(PackedFile file, int rank)
    {
        Span<byte> magic = stackalloc byte[4];
        ReadHeaderPart(file, magic);
        var found = BinaryPrimitives.ReadUInt32BigEndian(magic);
        var expected = (uint)(UInt8 << 8 | rank);
        if (found != expected)
        {
            throw DamagedFile.At(file.Name, 0, $"magic 0x{found:X8}{Describe(found)}",
                $"0x{expected:X8} (IDX, uint8, {Dimensions(rank)})");
        }
        Span<byte> sizes = stackalloc byte[4 * rank];
        ReadHeaderPart(file, sizes);
        var shape = new uint[rank];
        var length = 1L;
        for (var dim = 0; dim < rank; dim++)
        {
            shape[dim] = BinaryPrimitives.ReadUInt32BigEndian(sizes[(4 * dim)..]);
            // A product past 2^62 stays there, so that it cannot wrap round to something small.
            length = shape[dim] != 0 && length > (1L << 62) / shape[dim] ? 1L << 62 : length * shape[dim];
        }
        if (length == 0) throw DamagedFile.At(file.Name, 4, $"an array without values, {Text(shape)}", "no dimension of size 0");
        if (length > Array.MaxLength) throw DamagedFile.At(file.Name, 4, $"{Text(shape)}", $"at most {Array.MaxLength} values");
        return (shape, length);
    }

    private static void ReadHeaderPart(PackedFile file, Span<byte> bytes)
    {
        var missing = bytes.Length - file.Fill(bytes);
        if (missing > 0) throw DamagedFile.At(file.Name, file.Position, "the end of the file", $"{missing} more bytes of the header");
    }

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
}
