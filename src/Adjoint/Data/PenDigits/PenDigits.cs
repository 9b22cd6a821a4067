namespace Adjoint.Data;

/// <summary>
/// Digits that the program draws by itself, as a pen would: 28x28 grey like MNIST's, ten classes, several ways to write each, with random
/// control points, slant, proportions and pen. Example i depends on the seed and i alone, so any part of the set can be drawn by itself, on
/// any machine and any number of threads. A network trained on them reads real handwriting too.
/// </summary>
public sealed class PenDigits : IDataSource
{
    private const int TrainCount = 20_000;
    private const int TestCount = 2_000;
    private const int BlockCount = 100;
    private const ulong DefaultSeed = 1;
    // Far beyond any training set, so that test examples are never seen in training.
    private const long FirstTest = 1L << 40;

    private static readonly string[] s_classes = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

    /// <inheritdoc/>
    public string Name => "pen-digits";

    /// <inheritdoc/>
    public string Description => "digits drawn by the program itself, 28x28 grey, 10 classes, 20,000 + 2,000; needs no files";

    /// <inheritdoc/>
    public RemoteData? Remote => null;

    /// <summary>Draws 20,000 examples to train on and 2,000 to test on; the location is not looked at.</summary>
    public DataSplits Load(DataLocation location) => Load(TrainCount, TestCount, DefaultSeed);

    /// <summary>Draws sets of other sizes, or with another seed; a smaller set is the start of a larger one.</summary>
    public DataSplits Load(int trainCount, int testCount, ulong seed) =>
        new(Draw(trainCount, seed, first: 0), Draw(testCount, seed, FirstTest));

    /// <summary>Draws <paramref name="count"/> examples, the first of them with number <paramref name="first"/>.</summary>
    private ImageDataSet Draw(int count, ulong seed, long first)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        const int length = PenDrawing.Size * PenDrawing.Size;
        var (pixels, labels) = (new byte[count * length], new byte[count]);
        Parallel.For(0, (count + BlockCount - 1) / BlockCount, block =>
        {
            for (var i = block * BlockCount; i < Math.Min(count, (block + 1) * BlockCount); i++)
            {
                var random = new SplitMix64(seed, (ulong)(first + i));
                labels[i] = (byte)random.Below(10);
                PenDrawing.Draw(labels[i], random, pixels.AsSpan(i * length, length));
            }
        });
        return new ImageDataSet(Name, [1, PenDrawing.Size, PenDrawing.Size], pixels, labels, s_classes);
    }
}
