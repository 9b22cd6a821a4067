using Adjoint.Data.Images;

namespace Adjoint.Cli.Commands;

/// <summary>A picture of any size and colour as an image of the size that a network takes: the middle of it, resized.</summary>
internal static class PhotoInput
{
    /// <summary>Whether a file begins as a picture does.</summary>
    public static bool Is(string path)
    {
        Span<byte> start = stackalloc byte[8];
        using var file = File.OpenRead(path);
        return ImageFile.IsPicture(start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)]);
    }

    /// <returns>[channels, height, width].</returns>
    /// <exception cref="InvalidDataException">The network takes no pictures, or the file is none.</exception>
    public static Tensor Load(string path, IReadOnlyList<int> shape, string network)
    {
        if (shape is not [(1 or 3) and var channels, var height, var width])
        {
            throw new InvalidDataException($"{path} is an image, and {network} takes inputs [{string.Join(", ", shape)}].");
        }
        return Fill(ImageFile.Read(path, channels == 1 ? ImageColor.Grey : ImageColor.Rgb), path, height, width, network);
    }

    /// <summary>The image at another size, if it has not that one, and a word on it.</summary>
    public static Tensor Fill(Tensor image, string path, int height, int width, string network)
    {
        var (rows, columns) = (image.Shape[1], image.Shape[2]);
        if (rows == height && columns == width) return image;
        StandardStreams.Error.WriteLine($"adjoint: {path} is {columns} wide and {rows} high: its middle was resized to the "
            + $"{width} x {height} that {network} takes.");
        return ImageSize.Fill(image, height, width);
    }
}
