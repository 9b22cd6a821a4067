using System.Buffers.Binary;
using System.IO.Compression;

namespace Adjoint.Data.Images;

/// <summary>Writes PNG files of 8 bits a sample, grey or red, green and blue; each row by the filter that leaves the smallest
/// differences.</summary>
internal static class PngWriter
{
    public static byte[] Encode(Tensor image)
    {
        var (channels, height, width) = Size(image);
        var samples = Samples(image, channels, height * width);
        using var file = new MemoryStream();
        file.Write(PngReader.Signature);
        Span<byte> header = stackalloc byte[PngHeader.Length];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        header[8] = 8;
        header[9] = (byte)(channels == 1 ? PngKind.Grey : PngKind.Rgb);
        WriteChunk(file, "IHDR"u8, header);
        WriteChunk(file, "IDAT"u8, Pack(samples, height, channels * width, channels));
        WriteChunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static (int Channels, int Height, int Width) Size(Tensor image)
    {
        var (channels, height, width) = image.Shape.ToArray() switch
        {
            [var h, var w] => (1, h, w),
            [(1 or 3) and var c, var h, var w] => (c, h, w),
            _ => throw new ShapeException("ImageFile.Write",
                $"a picture is [height, width], [1, height, width] or [3, height, width], and this is {image.Shape}."),
        };
        if (image.DType != DType.Float32 && image.DType != DType.Float64)
            throw new DTypeException("ImageFile.Write", $"a picture has values from 0 to 1, float32 or float64, and this is {image.Type}.");
        if (height > 0 && width > 0 && (long)height * width <= ImageFile.MostPixels) return (channels, height, width);
        throw new ShapeException("ImageFile.Write",
            $"a picture has 1 to {ImageFile.MostPixels} pixels, and {height} x {width} are {(long)height * width}.");
    }

    // A file has the channels of a pixel together.
    private static byte[] Samples(Tensor image, int channels, int pixels)
    {
        var values = image.DType == DType.Float32
            ? image.ToArray<float>()
            : Array.ConvertAll(image.ToArray<double>(), value => (float)value);
        var samples = new byte[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            if (float.IsNaN(values[i]))
                throw new ArgumentException($"ImageFile.Write: value {i} of the picture is not a number.", nameof(image));
            samples[i % pixels * channels + i / pixels] = (byte)MathF.Round(Math.Clamp(values[i], 0, 1) * byte.MaxValue);
        }
        return samples;
    }

    private static byte[] Pack(byte[] samples, int height, int rowBytes, int pixelBytes)
    {
        using var packed = new MemoryStream();
        using (var rows = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            var above = new byte[rowBytes];
            var (best, trial) = (new byte[1 + rowBytes], new byte[1 + rowBytes]);
            for (var y = 0; y < height; y++)
            {
                var row = samples.AsSpan(y * rowBytes, rowBytes);
                var least = int.MaxValue;
                for (var filter = 0; filter < PngFilter.Count; filter++)
                {
                    trial[0] = (byte)filter;
                    var sum = PngFilter.Apply(filter, row, above, pixelBytes, trial.AsSpan(1));
                    if (sum >= least) continue;
                    (least, best, trial) = (sum, trial, best);
                }
                rows.Write(best);
                row.CopyTo(above);
            }
        }
        return packed.ToArray();
    }

    private static void WriteChunk(MemoryStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        var chunk = new byte[12 + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        type.CopyTo(chunk.AsSpan(4));
        data.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + data.Length), Crc32.Of(chunk.AsSpan(4, 4 + data.Length)));
        file.Write(chunk);
    }
}
