using System.Buffers.Binary;
using System.IO.Compression;

namespace Adjoint.Data;

/// <summary>
/// The contents of a file that is plain or gzip-compressed, told apart by its first bytes and not by its name. Memory is taken only for
/// bytes that are there: what is asked for is read in pieces that grow.
/// </summary>
internal sealed class PackedFile : IDisposable
{
    private const int BufferLength = 1 << 16;
    private const int FirstPiece = 1 << 20;
    // A deflate stream cannot grow more than 1032-fold: at best two bits stand for 258 bytes.
    private const long LargestDeflateRatio = 1032;
    // Header and trailer of a gzip file.
    private const int GzipFrame = 18;

    private readonly Stream _file;
    private readonly bool _ownsFile;
    private readonly Stream _contents;

    private PackedFile(Stream file, string name, bool ownsFile)
    {
        (_file, Name, _ownsFile) = (file, name, ownsFile);
        IsGzip = StartsAsGzip(file);
        if (IsGzip && file.Length < GzipFrame)
            throw DamagedFile.At(name, file.Length, "the end of the gzip file", $"at least {GzipFrame} bytes");
        _contents = IsGzip ? new GZipStream(file, CompressionMode.Decompress, leaveOpen: true) : file;
    }

    /// <summary>The file's name, for messages.</summary>
    public string Name { get; }

    /// <summary>Whether the file is compressed.</summary>
    public bool IsGzip { get; }

    /// <summary>The bytes of the contents that were read.</summary>
    public long Position { get; private set; }

    /// <summary>The length of the file as it lies on the disk.</summary>
    public long FileLength => _file.Length;

    /// <summary>The contents cannot be longer: the length of a plain file; what can be packed into a compressed one.</summary>
    public long MostLength => IsGzip ? _file.Length * LargestDeflateRatio : _file.Length;

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="kind">What it should be, such as "an IDX file".</param>
    /// <exception cref="IOException">It cannot be read, or is no regular file.</exception>
    /// <exception cref="InvalidDataException">It is empty.</exception>
    public static PackedFile Open(string path, string kind)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferLength, FileOptions.SequentialScan);
        try
        {
            if (!file.CanSeek) throw new IOException($"{path} is no regular file, and the length of {kind} must be known.");
            return Open(file, path, kind, ownsFile: true);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>As the other, from a seekable stream that holds nothing else.</summary>
    public static PackedFile Open(Stream stream, string name, string kind, bool ownsFile = false) =>
        stream.Length == 0 ? throw DamagedFile.At(name, 0, "an empty file", kind) : new PackedFile(stream, name, ownsFile);

    /// <summary>Reads until the span is full or the contents end; the number of bytes read.</summary>
    /// <exception cref="InvalidDataException">The compressed stream is damaged.</exception>
    public int Fill(Span<byte> bytes)
    {
        try
        {
            var read = _contents.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            Position += read;
            return read;
        }
        catch (InvalidDataException e)
        {
            throw DamagedFile.At(Name, Position, $"a damaged gzip stream ({e.Message})", "whole gzip data with a matching checksum", e);
        }
    }

    /// <summary>The next bytes: <paramref name="most"/> of them, or all that there are.</summary>
    public byte[] ReadUpTo(long most)
    {
        var data = new byte[Math.Min(most, FirstPiece)];
        var filled = 0;
        while (true)
        {
            filled += Fill(data.AsSpan(filled));
            if (filled == most) return data;
            if (filled < data.Length) return data[..filled];
            Array.Resize(ref data, (int)Math.Min(most, 4L * data.Length));
        }
    }

    /// <summary>Checks that the contents end here, and that the whole of a compressed file was used.</summary>
    /// <param name="contents">What came before, such as "4 bytes for [2, 2]".</param>
    /// <exception cref="InvalidDataException">They go on, or the file ends in another way than the contents say.</exception>
    public void RequireEnd(string contents)
    {
        // Reading the end also makes the gzip reader compare its checksum.
        var length = Position;
        if (Fill(stackalloc byte[1]) > 0) throw DamagedFile.At(Name, length, "more bytes", $"the end after {contents}");
        if (IsGzip) RequireTrailer(length);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (IsGzip) _contents.Dispose();
        if (_ownsFile) _file.Dispose();
    }

    // A gzip file ends with the length of its contents. GZipStream accepts a file that ends before that, or goes on after it.
    private void RequireTrailer(long length)
    {
        Span<byte> trailer = stackalloc byte[4];
        _file.Position = Math.Max(0, _file.Length - 4);
        _file.ReadExactly(trailer);
        var found = BinaryPrimitives.ReadUInt32LittleEndian(trailer);
        if (found == (uint)length) return;
        throw DamagedFile.At(Name, _file.Length - 4, $"0x{found:X8} at the end of the gzip file",
            $"0x{length:X8}, the length of its contents");
    }

    private static bool StartsAsGzip(Stream stream)
    {
        Span<byte> magic = stackalloc byte[2];
        var read = stream.ReadAtLeast(magic, 2, throwOnEndOfStream: false);
        stream.Position = 0;
        return read == 2 && magic is [0x1F, 0x8B];
    }
}
