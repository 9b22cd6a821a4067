using Adjoint.Data.Images;
using Adjoint.Inspect;

namespace Adjoint.Cli.Commands;

/// <summary>Turns the image that <c>--input</c> names into one of the network's size.</summary>
internal static class LookInput
{
    private static ReadOnlySpan<byte> PngSignature => [0x89, (byte)'P', (byte)'N', (byte)'G'];

    /// <returns>[channels, height, width].</returns>
    public static Tensor Load(string input, LookSubject subject)
    {
        if (input.StartsWith(PredictInput.TestPrefix, StringComparison.Ordinal))
            return Tensor.From<float>(PredictInput.TestExample(input, subject.Test()), Shape.Create([.. subject.InputShape]));
        if (!File.Exists(input))
            throw new FileNotFoundException($"{input} does not exist. Hint: --input takes a PNG or PGM picture, an IDX file, or test:N.");
        var image = Read(input, subject.InputShape[0]);
        var (height, width) = (subject.InputShape[1], subject.InputShape[2]);
        if (image.Shape[1] == height && image.Shape[2] == width) return Normalized(image, subject);
        StandardStreams.Error.WriteLine($"adjoint: {input} is {image.Shape[1]} x {image.Shape[2]}, and was resized to the "
            + $"{height} x {width} that {subject.Name} takes.");
        return Normalized(ImageResize.To(image, height, width), subject);
    }

    private static Tensor Normalized(Tensor image, LookSubject subject)
    {
        var values = image.ToArray<float>();
        subject.Normalization?.Apply(values, image.Shape[1] * image.Shape[2]);
        return Tensor.From<float>(values, image.Shape);
    }

    private static Tensor Read(string path, int channels)
    {
        if (IsPng(path)) return ImageFile.Read(path, channels == 1 ? ImageColor.Grey : ImageColor.Rgb);
        var (images, height, width) = PgmReader.IsPgm(path) ? PgmReader.Read(path) : PredictInput.ReadIdx(path);
        if (images.Count == 0) throw new InvalidDataException($"{path} holds no image.");
        var grey = Tensor.From<float>(images[0], [1, height, width]);
        return channels == 1 ? grey : grey.Expand([channels, height, width]).Clone();
    }

    private static bool IsPng(string path)
    {
        using var file = File.OpenRead(path);
        Span<byte> start = stackalloc byte[4];
        return file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.SequenceEqual(PngSignature);
    }
}
