using Adjoint.Data;
using Adjoint.Data.Tests;

namespace Adjoint.Cli.Tests;

/// <summary>A small data set in MNIST's four files, of digits that the library draws.</summary>
internal static class SmallDigits
{
    public const int TrainCount = 400;
    public const int TestCount = 100;

    private static readonly Lazy<DataSplits> s_digits = new(() => new PenDigits().Load(TrainCount, TestCount, seed: 1));

    public static void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        Write(folder, "train", s_digits.Value.Train);
        Write(folder, "t10k", s_digits.Value.Test);
    }

    /// <summary>One test example as a PGM image.</summary>
    public static byte[] Pgm(int index) => [.. "P5\n# a digit\n28 28\n255\n"u8, .. Pixels(s_digits.Value.Test, [index])];

    private static void Write(string folder, string part, DataSet set)
    {
        int[] all = [.. Enumerable.Range(0, set.Count)];
        var labels = new long[set.Count];
        set.Read(all, new float[set.Count * set.InputLength], labels);
        File.WriteAllBytes(Path.Combine(folder, $"{part}-images-idx3-ubyte"), Idx.Bytes(Pixels(set, all), (uint)set.Count, 28, 28));
        File.WriteAllBytes(Path.Combine(folder, $"{part}-labels-idx1-ubyte"), Idx.Bytes(Array.ConvertAll(labels, label => (byte)label), (uint)set.Count));
    }

    private static byte[] Pixels(DataSet set, int[] indices)
    {
        var values = new float[indices.Length * set.InputLength];
        set.Read(indices, values, new long[indices.Length]);
        return Array.ConvertAll(values, value => (byte)Math.Round(value * 255));
    }
}
