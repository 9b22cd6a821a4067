using System.Globalization;
using Adjoint.Data;

namespace Adjoint.Cli.Commands;

/// <summary>Turns an INPUT of <c>predict</c> into images of the network's size, scaled to 0..1.</summary>
internal static class PredictInput
{
    public const string TestPrefix = "test:";

    public static IReadOnlyList<float[]> Load(string input, RunSession session, Func<DataSplits> data)
    {
        if (input.StartsWith(TestPrefix, StringComparison.Ordinal)) return [TestExample(input, data().Test)];
        if (Directory.Exists(input)) throw new UsageException($"{input} is a folder. Hint: name its files, as in {Path.Combine(input, "*.png")}.");
        if (!File.Exists(input))
            throw new FileNotFoundException($"{input} does not exist. Hint: INPUT is a PNG or PGM image, an IDX file, or test:N.");
        if (PhotoInput.Is(input)) return [PhotoInput.Load(input, session.InputShape, session.Entry.Name).ToArray<float>()];
        var (images, height, width) = PgmReader.IsPgm(input) ? PgmReader.Read(input) : ReadIdx(input);
        var shape = session.InputShape;
        if (shape[^2] != height || shape[^1] != width || images[0].Length != shape[0] * height * width)
        {
            throw new InvalidDataException($"{input} holds grey images of {height} x {width}, and {session.Entry.Name} takes "
                + $"[{string.Join(", ", shape)}]. Hint: a PNG image of any size and colour will do.");
        }
        return images;
    }

    public static float[] TestExample(string input, DataSet test)
    {
        if (!int.TryParse(input[TestPrefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            || index >= test.Count)
        {
            throw new UsageException($"'{input}' names no test example; {test.Name} has test:0 to test:{test.Count - 1}.");
        }
        var image = new float[test.InputLength];
        test.Read([index], image, new long[1]);
        return image;
    }

    public static (IReadOnlyList<float[]> Images, int Height, int Width) ReadIdx(string path)
    {
        var array = IdxReader.Read(path, rank: 3);
        var (count, height, width) = (array.Shape[0], array.Shape[1], array.Shape[2]);
        var size = height * width;
        var pixels = array.Data;
        return ([.. Enumerable.Range(0, count).Select(i => Array.ConvertAll(pixels[(i * size)..((i + 1) * size)], pixel => pixel / 255f))],
            height, width);
    }
}
