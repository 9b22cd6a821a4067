using Adjoint.IO;

namespace Adjoint.Data.Images;

/// <summary>
/// Pictures in files, as tensors [channels, height, width] of values from 0 to 1. PNG is read and written; every kind of PNG is read,
/// a transparent one as it looks on white. PyTorch: <c>torchvision.io.read_image</c>, <c>torchvision.utils.save_image</c>.
/// </summary>
/// <remarks>
/// Files are hostile input: a picture has at most <see cref="MostPixels"/> pixels, memory is taken only where the bytes that are there can
/// fill it, and every checksum is checked.
/// </remarks>
public static class ImageFile
{
    /// <summary>No picture may have more pixels.</summary>
    public const int MostPixels = 1 << 25;

    // More than a picture of that size can sensibly take, so that no file is read without end.
    private const long MostBytes = 1 << 29;

    /// <summary>Reads a picture.</summary>
    /// <param name="path">The file; what it is, is told by its first bytes.</param>
    /// <param name="color">The channels that are wanted.</param>
    /// <returns>Float32 [1 or 3, height, width], each value from 0 to 1.</returns>
    /// <exception cref="InvalidDataException">The file is no picture, damaged, cut short or too large; the message names the file, the
    /// offset, what was found and what was expected.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Tensor Read(string path, ImageColor color = ImageColor.AsStored)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        if (!file.CanSeek) throw new IOException($"{path} is no regular file, and the length of a picture's file must be known.");
        if (file.Length > MostBytes)
            throw new InvalidDataException($"{path}: found a file of {file.Length} bytes, expected a picture of at most {MostBytes}.");
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return Decode(bytes, path, color);
    }

    /// <summary>Reads a picture from the bytes of its file.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="name">What the picture is called in messages.</param>
    /// <param name="color">The channels that are wanted.</param>
    /// <returns>Float32 [1 or 3, height, width], each value from 0 to 1.</returns>
    /// <exception cref="InvalidDataException">As for <see cref="Read"/>.</exception>
    public static Tensor Decode(byte[] bytes, string name, ImageColor color = ImageColor.AsStored)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        ArgumentNullException.ThrowIfNull(name);
        if (!PngReader.IsPng(bytes)) throw NoPicture(bytes, name);
        using var reader = new PngReader(bytes, name);
        return reader.Read().ToTensor(color);
    }

    /// <summary>Writes a picture as a PNG of 8 bits a channel.</summary>
    /// <param name="path">The file; what stood there is replaced when the new one is whole.</param>
    /// <param name="image">[height, width] or [1, height, width] for grey, [3, height, width] for red, green and blue; values below 0 are
    /// black, above 1 white.</param>
    /// <exception cref="ShapeException">The tensor is no picture.</exception>
    /// <exception cref="ArgumentException">A value is not a number, or the name does not end in <c>.png</c>.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, Tensor image)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!path.EndsWith(".png", StringComparison.OrdinalIgnoreCase))
            throw new ArgumentException($"{path}: pictures are written as PNG alone. Hint: let the name end in .png.", nameof(path));
        var bytes = Encode(image);
        AtomicFile.Write(path, stream => stream.Write(bytes));
    }

    /// <summary>The bytes of a PNG file, as <see cref="Write"/> would write it.</summary>
    /// <inheritdoc cref="Write"/>
    public static byte[] Encode(Tensor image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return PngWriter.Encode(image);
    }

    /// <summary>Whether a file begins as a picture does: a PNG, or a JPEG, which <see cref="Read"/> refuses with a word on why.</summary>
    /// <param name="start">At least its first eight bytes.</param>
    public static bool IsPicture(ReadOnlySpan<byte> start) => PngReader.IsPng(start) || IsJpeg(start);

    private static bool IsJpeg(ReadOnlySpan<byte> start) => start is [0xFF, 0xD8, 0xFF, ..];

    private static InvalidDataException NoPicture(byte[] bytes, string name)
    {
        if (IsJpeg(bytes))
            return DamagedFile.At(name, 0, "a JPEG picture", "a PNG picture, the one format that is read: convert it first");
        if (bytes.Length == 0) return DamagedFile.At(name, 0, "an empty file", "a PNG picture");
        var start = Convert.ToHexString(bytes.AsSpan(0, Math.Min(8, bytes.Length)));
        return DamagedFile.At(name, 0, $"0x{start}", $"0x{Convert.ToHexString(PngReader.Signature)}, the start of a PNG picture");
    }
}
