using System.Buffers.Binary;

namespace Adjoint.Data.Images;

/// <summary>The first chunk of a PNG: size and kind of the picture.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="BitDepth">Bits of a sample: 1, 2, 4, 8 or 16.</param>
/// <param name="Kind">What the samples of a pixel are.</param>
/// <param name="IsInterlaced">Whether the rows come in Adam7's seven passes.</param>
internal readonly record struct PngHeader(int Width, int Height, int BitDepth, PngKind Kind, bool IsInterlaced)
{
    public const int Length = 13;

    /// <summary>Samples of a pixel.</summary>
    public int Samples => Kind switch
    {
        PngKind.Rgb => 3,
        PngKind.GreyAlpha => 2,
        PngKind.RgbAlpha => 4,
        _ => 1,
    };

    /// <summary>Channels of the picture: without alpha, a palette's colours spelled out.</summary>
    public int Channels => Kind is PngKind.Grey or PngKind.GreyAlpha ? 1 : 3;

    /// <summary>How far the left neighbour is for the filters, at least a byte.</summary>
    public int PixelBytes => Math.Max(1, Samples * BitDepth / 8);

    /// <summary>The bytes of a row of so many pixels.</summary>
    public int RowBytes(int width) => (int)(((long)width * Samples * BitDepth + 7) / 8);

    /// <summary>The bytes of all rows with their filters, unpacked.</summary>
    public long RawBytes
    {
        get
        {
            var header = this;
            return PngPass.All(this).Sum(pass => (long)pass.Height * (1 + header.RowBytes(pass.Width)));
        }
    }

    /// <summary>Reads the chunk's data.</summary>
    /// <exception cref="InvalidDataException">There is no such picture, or it is too large.</exception>
    public static PngHeader Parse(ReadOnlySpan<byte> data, string name, int offset)
    {
        if (data.Length != Length) throw DamagedFile.At(name, offset, $"a header of {data.Length} bytes", $"{Length} bytes");
        var width = BinaryPrimitives.ReadUInt32BigEndian(data);
        var height = BinaryPrimitives.ReadUInt32BigEndian(data[4..]);
        if (width == 0 || height == 0 || (ulong)width * height > ImageFile.MostPixels)
        {
            throw DamagedFile.At(name, offset, $"a picture of {width} x {height}",
                $"at least one pixel and at most {ImageFile.MostPixels}");
        }
        var (depth, kind) = (data[8], (PngKind)data[9]);
        if (!IsKnown(kind, depth))
        {
            throw DamagedFile.At(name, offset + 8, $"{depth} bits a sample and colour type {(int)kind}",
                "1, 2, 4, 8 or 16 bits with colour type 0; 8 or 16 with 2, 4 or 6; 1, 2, 4 or 8 with 3");
        }
        if (data[10] != 0 || data[11] != 0 || data[12] > 1)
        {
            throw DamagedFile.At(name, offset + 10, $"compression {data[10]}, filter {data[11]}, interlace {data[12]}",
                "compression 0, filter 0, interlace 0 or 1");
        }
        return new PngHeader((int)width, (int)height, depth, kind, data[12] == 1);
    }

    private static bool IsKnown(PngKind kind, int depth) => kind switch
    {
        PngKind.Grey => depth is 1 or 2 or 4 or 8 or 16,
        PngKind.Palette => depth is 1 or 2 or 4 or 8,
        PngKind.Rgb or PngKind.GreyAlpha or PngKind.RgbAlpha => depth is 8 or 16,
        _ => false,
    };
}

/// <summary>What the samples of a pixel are; the numbers are those of the format.</summary>
internal enum PngKind
{
    Grey = 0,
    Rgb = 2,
    Palette = 3,
    GreyAlpha = 4,
    RgbAlpha = 6,
}
