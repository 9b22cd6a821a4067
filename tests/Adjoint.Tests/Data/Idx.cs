using System.Buffers.Binary;
using System.IO.Compression;

namespace Adjoint.Data.Tests;

/// <summary>Makes IDX files for the tests.</summary>
internal static class Idx
{
    public static byte[] Bytes(byte[] values, params uint[] shape) => Bytes(0x08, values, shape);

    public static byte[] Bytes(byte type, byte[] values, params uint[] shape)
    {
        var header = new byte[4 + 4 * shape.Length];
        header[2] = type;
        header[3] = (byte)shape.Length;
        for (var dim = 0; dim < shape.Length; dim++) BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4 + 4 * dim), shape[dim]);
        return [.. header, .. values];
    }

    public static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(bytes);
        return packed.ToArray();
    }

    /// <summary>A small data set in MNIST's four files: 2x3 images, pixel values 0, 1, 2, ..., label i % 10.</summary>
    public static void WriteSet(TemporaryFolder folder, string name, int train = 4, int test = 2)
    {
        foreach (var (part, count) in new[] { ("train", train), ("t10k", test) })
        {
            var pixels = Enumerable.Range(0, count * 6).Select(i => (byte)i).ToArray();
            var labels = Enumerable.Range(0, count).Select(i => (byte)(i % 10)).ToArray();
            folder.Write($"{name}/{part}-images-idx3-ubyte", Bytes(pixels, (uint)count, 2, 3));
            folder.Write($"{name}/{part}-labels-idx1-ubyte.gz", Gzip(Bytes(labels, (uint)count)));
        }
    }
}
