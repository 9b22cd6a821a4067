using Adjoint.Data;

namespace Adjoint.Bench;

/// <summary>Batches of digits, cut beforehand: the first of the real MNIST if <c>ADJOINT_DATA</c> has it, else random ones.</summary>
internal static class Digits
{
    // As many as the twin cuts.
    private const int Examples = 2560;
    private const int MostBatches = 64;
    private const int Pixels = 28 * 28;

    private static readonly Lazy<ImageDataSet?> s_mnist = new(Load);

    public static string Source => s_mnist.Value is null ? "random" : "mnist";

    public static IReadOnlyList<(Tensor Input, Tensor Target)> Cut(int batchSize) =>
    [
        .. from batch in Enumerable.Range(0, Math.Min(MostBatches, Examples / batchSize))
           select s_mnist.Value is { } set ? Read(set, batch, batchSize) : Random(batch, batchSize),
    ];

    private static (Tensor Input, Tensor Target) Random(int seed, int batchSize)
    {
        var generator = new Generator((ulong)seed);
        return (Tensor.Rand([batchSize, 1, 28, 28], generator), Tensor.RandInt(0, 10, [batchSize], generator));
    }

    private static (Tensor Input, Tensor Target) Read(ImageDataSet set, int batch, int batchSize)
    {
        var (inputs, targets) = (new float[batchSize * Pixels], new long[batchSize]);
        set.Read([.. Enumerable.Range(batch * batchSize, batchSize)], inputs, targets);
        return (Tensor.From<float>(inputs, [batchSize, 1, 28, 28]), Tensor.From<long>(targets));
    }

    private static ImageDataSet? Load()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(DataLocation.Variable))) return null;
        try
        {
            return (ImageDataSet)new Mnist().Load(DataLocation.Find()).Train;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }
}
