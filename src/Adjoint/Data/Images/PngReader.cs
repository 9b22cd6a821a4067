using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Adjoint.Data.Images;

/// <summary>
/// Reads a PNG (W3C Recommendation "Portable Network Graphics", third edition): a signature, then chunks of a length, a name of four
/// letters, data and a checksum. Every kind of pixel, palette, transparency and interlacing is read; colour profiles are not looked at.
/// </summary>
internal sealed class PngReader(byte[] bytes, string name) : IDisposable
{
    private const int ChunkFrame = 12;
    private const int MostColors = 256;
    // A deflate stream cannot grow more than 1032-fold.
    private const long LargestDeflateRatio = 1032;

    private readonly MemoryStream _packed = new();
    private PngHeader? _header;
    private byte[] _palette = [];
    private byte[] _transparency = [];
    private int _packedOffset;

    /// <summary>The eight bytes that a PNG begins with.</summary>
    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public static bool IsPng(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Signature);

    public Picture Read()
    {
        ReadChunks();
        if (_header is not { } header) throw Wrong(Signature.Length, "no header", "the chunk IHDR");
        if (_packed.Length == 0) throw Wrong(bytes.Length, "no pixels", "a chunk IDAT");
        if (header.Kind == PngKind.Palette && _palette.Length == 0)
            throw Wrong(_packedOffset, "no palette", "the chunk PLTE before the pixels");
        if (header.RawBytes > _packed.Length * LargestDeflateRatio)
        {
            throw Wrong(_packedOffset, $"{_packed.Length} compressed bytes", $"enough for the {header.RawBytes} bytes of a picture of "
                + $"{header.Width} x {header.Height}");
        }
        return Unpack(header);
    }

    public void Dispose() => _packed.Dispose();

    private void ReadChunks()
    {
        var offset = Signature.Length;
        while (true)
        {
            var left = bytes.Length - offset;
            if (left < ChunkFrame) throw Wrong(bytes.Length, "the end of the file", "more chunks, the last of them IEND");
            var length = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(offset));
            if (length > left - ChunkFrame)
                throw Wrong(offset, $"a chunk of {length} bytes", $"at most the {left - ChunkFrame} that are left of the file");
            var typed = bytes.AsSpan(offset + 4, 4 + (int)length);
            var crc = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(offset + 8 + (int)length));
            var type = Encoding.Latin1.GetString(typed[..4]);
            if (Crc32.Of(typed) is var found && found != crc)
                throw Wrong(offset + 8 + (int)length, $"checksum 0x{crc:X8} of the chunk {Shown(type)}", $"0x{found:X8}, that of its bytes");
            if (type == "IEND") return;
            Take(type, typed[4..], offset + 8);
            offset += ChunkFrame + (int)length;
        }
    }

    private void Take(string type, ReadOnlySpan<byte> data, int offset)
    {
        if (_header is null != (type == "IHDR")) throw Wrong(offset - 4, $"the chunk {Shown(type)}", "IHDR once, before all others");
        switch (type)
        {
            case "IHDR":
                _header = PngHeader.Parse(data, name, offset);
                break;
            case "PLTE":
                if (data.Length is 0 or > 3 * MostColors || data.Length % 3 != 0)
                    throw Wrong(offset, $"a palette of {data.Length} bytes", $"3 bytes a colour, at most {MostColors} colours");
                _palette = data.ToArray();
                break;
            case "tRNS":
                _transparency = data.ToArray();
                break;
            case "IDAT":
                if (_packed.Length == 0) _packedOffset = offset;
                _packed.Write(data);
                break;
            // A capital at the beginning says that the picture cannot be shown without knowing the chunk.
            case [>= 'A' and <= 'Z', ..]:
                throw Wrong(offset - 4, $"the chunk {Shown(type)}", "a chunk of the PNG standard, or one that may be left out");
        }
    }

    private Picture Unpack(PngHeader header)
    {
        var pixels = new PngPixels(header, _palette, RequireTransparency(header), name, _packedOffset);
        _packed.Position = 0;
        using var rows = new ZLibStream(_packed, CompressionMode.Decompress);
        try
        {
            foreach (var pass in PngPass.All(header)) ReadPass(header, pass, rows, pixels);
            // Reading the end also makes the reader compare its checksum.
            if (rows.Read(stackalloc byte[1]) > 0)
                throw Wrong(_packedOffset, "more bytes than pixels", $"{header.RawBytes} bytes unpacked");
        }
        catch (InvalidDataException e) when (!e.Message.StartsWith(name, StringComparison.Ordinal))
        {
            throw DamagedFile.At(name, _packedOffset, $"a damaged zlib stream ({e.Message})", "whole data with a matching checksum", e);
        }
        return pixels.Picture;
    }

    private void ReadPass(PngHeader header, PngPass pass, ZLibStream rows, PngPixels pixels)
    {
        var length = header.RowBytes(pass.Width);
        var (row, above) = (new byte[1 + length], new byte[1 + length]);
        for (var y = 0; y < pass.Height; y++)
        {
            var read = rows.ReadAtLeast(row, row.Length, throwOnEndOfStream: false);
            if (read < row.Length)
                throw Wrong(bytes.Length, $"the end of the pixels in row {y} of {pass.Height}", $"{header.RawBytes} bytes unpacked");
            if (row[0] >= PngFilter.Count) throw Wrong(_packedOffset, $"filter {row[0]} in row {y}", $"0 to {PngFilter.Count - 1}");
            PngFilter.Undo(row[0], row.AsSpan(1), above.AsSpan(1), header.PixelBytes);
            pixels.Put(row.AsSpan(1), pass, y);
            (row, above) = (above, row);
        }
    }

    private byte[] RequireTransparency(PngHeader header)
    {
        var isRight = header.Kind switch
        {
            PngKind.Grey => _transparency.Length is 0 or 2,
            PngKind.Rgb => _transparency.Length is 0 or 6,
            PngKind.Palette => _transparency.Length <= _palette.Length / 3,
            _ => _transparency.Length == 0,
        };
        return isRight ? _transparency : throw Wrong(_packedOffset, $"a chunk tRNS of {_transparency.Length} bytes before the pixels",
            $"one that fits a picture of colour type {(int)header.Kind}");
    }

    // What is no letter would spoil a terminal.
    private static string Shown(string type) =>
        type.All(char.IsAsciiLetter) ? type : $"0x{Convert.ToHexString(Encoding.Latin1.GetBytes(type))}";

    private InvalidDataException Wrong(int offset, string found, string expected) => DamagedFile.At(name, offset, found, expected);
}
