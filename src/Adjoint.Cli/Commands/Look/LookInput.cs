namespace Adjoint.Cli.Commands;

/// <summary>Turns the image that <c>--input</c> names into one of the network's size.</summary>
internal static class LookInput
{
    /// <returns>[channels, height, width].</returns>
    public static Tensor Load(string input, LookSubject subject)
    {
        if (input.StartsWith(PredictInput.TestPrefix, StringComparison.Ordinal))
            return Tensor.From<float>(PredictInput.TestExample(input, subject.Test()), Shape.Create([.. subject.InputShape]));
        if (!File.Exists(input))
            throw new FileNotFoundException($"{input} does not exist. Hint: --input takes a PNG or PGM picture, an IDX file, or test:N.");
        if (PhotoInput.Is(input)) return Normalized(PhotoInput.Load(input, subject.InputShape, subject.Name), subject);
        var (height, width) = (subject.InputShape[1], subject.InputShape[2]);
        return Normalized(PhotoInput.Fill(Read(input, subject.InputShape[0]), input, height, width, subject.Name), subject);
    }

    private static Tensor Normalized(Tensor image, LookSubject subject)
    {
        var values = image.ToArray<float>();
        subject.Normalization?.Apply(values, image.Shape[1] * image.Shape[2]);
        return Tensor.From<float>(values, image.Shape);
    }

    private static Tensor Read(string path, int channels)
    {
        var (images, height, width) = PgmReader.IsPgm(path) ? PgmReader.Read(path) : PredictInput.ReadIdx(path);
        if (images.Count == 0) throw new InvalidDataException($"{path} holds no image.");
        var grey = Tensor.From<float>(images[0], [1, height, width]);
        return channels == 1 ? grey : grey.Expand([channels, height, width]).Clone();
    }
}
