using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Adjoint.Data;

/// <summary>A file's text as UTF-8, and how it was encoded.</summary>
/// <param name="Utf8">The text, without a byte order mark.</param>
/// <param name="Note">What is to be said of the encoding; null for plain UTF-8.</param>
internal sealed record CsvText(ReadOnlyMemory<byte> Utf8, string? Note)
{
    private const int MostBytes = 1 << 30;
    private const int Windows1252 = 1252;

    // What no text holds: control characters but tab, line feed, form feed, carriage return.
    private static readonly SearchValues<byte> s_binary = SearchValues.Create(
        [.. Enumerable.Range(0, 32).Where(code => code is not (9 or 10 or 12 or 13)).Select(code => (byte)code), 127]);

    public static CsvText Read(string path)
    {
        if (Directory.Exists(path))
            throw new InvalidDataException($"{path} is a directory, and a file of comma-separated values was expected.");
        if (!File.Exists(path)) throw new FileNotFoundException($"{path} does not exist.");
        var bytes = ReadAll(path);
        return Decode(path, bytes is [0x1F, 0x8B, _, _, ..] ? Decompress(path, bytes) : bytes);
    }

    public static CsvText Decode(string path, byte[] bytes)
    {
        switch (bytes)
        {
            case [0xEF, 0xBB, 0xBF, ..]: return Utf8Text(path, bytes, 3);
            case [0xFF, 0xFE, ..]: return Utf16(path, bytes, Encoding.Unicode);
            case [0xFE, 0xFF, ..]: return Utf16(path, bytes, Encoding.BigEndianUnicode);
            default: return Utf8Text(path, bytes, 0);
        }
    }

    private static byte[] ReadAll(string path)
    {
        var length = new FileInfo(path).Length;
        return length > MostBytes ? throw TooLong(path) : File.ReadAllBytes(path);
    }

    private static InvalidDataException TooLong(string path) =>
        new($"{path}: more than {MostBytes >> 20} MiB of text; a table is read into memory as a whole. Hint: take a part of the rows.");

    private static byte[] Decompress(string path, byte[] bytes)
    {
        try
        {
            using var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
            using var text = new MemoryStream();
            // Piece by piece: a few bytes may claim to be gigabytes.
            var piece = new byte[1 << 16];
            for (int count; (count = gzip.Read(piece)) > 0;)
            {
                if (text.Length + count > MostBytes) throw TooLong(path);
                text.Write(piece, 0, count);
            }
            RequireWhole(path, bytes, text.Length);
            return text.ToArray();
        }
        catch (InvalidDataException e) when (!e.Message.StartsWith(path, StringComparison.Ordinal))
        {
            throw new InvalidDataException($"{path}: the compressed file is damaged: {e.Message}", e);
        }
    }

    // GZipStream ends where the bytes do, in the middle of the text if need be. RFC 1952: the last four bytes are the length of the text.
    private static void RequireWhole(string path, byte[] bytes, long length)
    {
        var expected = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(Math.Max(bytes.Length - sizeof(uint), 0)));
        if (expected == (uint)length) return;
        throw new InvalidDataException($"{path}: the compressed file is damaged: it holds {length} bytes of text, and its end says "
            + $"{expected}. Hint: it was cut short, or is several files in one; then unpack it first.");
    }

    private static CsvText Utf8Text(string path, byte[] bytes, int start)
    {
        var binary = bytes.AsSpan(start).IndexOfAny(s_binary);
        if (binary >= 0)
        {
            throw new InvalidDataException($"{path}: at byte {start + binary}: found the control character 0x{bytes[start + binary]:X2}, "
                + "and text was expected: this is no file of comma-separated values.");
        }
        if (System.Text.Unicode.Utf8.IsValid(bytes.AsSpan(start))) return new CsvText(bytes.AsMemory(start), null);
        var invalid = FirstInvalid(bytes.AsSpan(start)) + start;
        if (start > 0)
        {
            throw new InvalidDataException($"{path}: at byte {invalid}: found 0x{bytes[invalid]:X2}, which is not UTF-8, and the file "
                + "begins with UTF-8's mark.");
        }
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(Windows1252)!;
        return new CsvText(Encoding.Convert(encoding, Encoding.UTF8, bytes),
            $"the text is not UTF-8 (byte {invalid} is 0x{bytes[invalid]:X2}); it was read as Windows-1252 (Western European)");
    }

    private static CsvText Utf16(string path, byte[] bytes, Encoding encoding)
    {
        var strict = (Encoding)encoding.Clone();
        strict.DecoderFallback = DecoderFallback.ExceptionFallback;
        try
        {
            return new CsvText(Encoding.UTF8.GetBytes(strict.GetString(bytes.AsSpan(2))), "the text is UTF-16");
        }
        catch (DecoderFallbackException e)
        {
            throw new InvalidDataException($"{path}: at byte {e.Index + 2}: the file begins with UTF-16's mark, and this is not UTF-16.",
                e);
        }
    }

    private static int FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        var position = 0;
        while (Rune.DecodeFromUtf8(bytes[position..], out _, out var length) == OperationStatus.Done) position += length;
        return position;
    }
}
