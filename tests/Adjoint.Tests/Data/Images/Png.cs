using System.Buffers.Binary;
using System.IO.Compression;

namespace Adjoint.Data.Images.Tests;

/// <summary>Makes PNG files for the tests, right and wrong ones.</summary>
internal static class Png
{
    public static byte[] Header(int width, int height, byte depth = 8, byte kind = 0, byte interlace = 0)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9], header[12]) = (depth, kind, interlace);
        return header;
    }

    public static byte[] File(params (string Type, byte[] Data)[] chunks) =>
        [.. PngReader.Signature, .. chunks.SelectMany(chunk => Chunk(chunk.Type, chunk.Data))];

    /// <summary>A grey picture of 2 x 2 with these packed rows.</summary>
    public static byte[] Grey(byte[] packed) => File(("IHDR", Header(2, 2)), ("IDAT", packed), ("IEND", []));

    public static byte[] Pack(params byte[] raw)
    {
        using var packed = new MemoryStream();
        using (var stream = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true)) stream.Write(raw);
        return packed.ToArray();
    }

    private static byte[] Chunk(string type, byte[] data)
    {
        var chunk = new byte[12 + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        for (var i = 0; i < 4; i++) chunk[4 + i] = (byte)type[i];
        data.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + data.Length), Crc32.Of(chunk.AsSpan(4, 4 + data.Length)));
        return chunk;
    }
}
