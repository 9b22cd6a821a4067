namespace Adjoint.Data;

/// <summary>
/// CIFAR-10: 60,000 colour pictures of ten kinds of things, 32x32. Krizhevsky, "Learning multiple layers of features from tiny images"
/// (2009). PyTorch: <c>torchvision.datasets.CIFAR10</c>.
/// </summary>
/// <remarks>
/// The "binary version" is read: the archive as it is published, the six files that it holds, or a part of the set, which is the first of
/// the five training files and the first 1,000 test pictures; the first of these that is there.
/// </remarks>
public sealed class Cifar10 : IDataSource
{
    private const string Archive = "cifar-10-binary.tar";
    private const string Test = "test_batch.bin";
    private static readonly string[] s_train =
        ["data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin"];

    private static readonly string[][] s_forms =
        [[Archive], [.. s_train, Test], ["data_batch_1.bin", "test_batch_first1000.bin"]];

    private static readonly string[] s_classes =
        ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];

    /// <inheritdoc/>
    public string Name => "cifar10";

    /// <inheritdoc/>
    public string Description => "pictures of things, 32x32 colour, 10 classes, 50,000 + 10,000 or a part of them (Krizhevsky)";

    /// <inheritdoc/>
    public RemoteData? Remote { get; } = new(
        [new("https://www.cs.toronto.edu/~kriz/")],
        [new(Archive + ".gz", 170052171, "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd")]);

    /// <inheritdoc/>
    public IReadOnlyList<string> Files(DataLocation location)
    {
        ArgumentNullException.ThrowIfNull(location);
        return location.FirstOf(Name, s_forms);
    }

    /// <inheritdoc/>
    public DataSplits Load(DataLocation location)
    {
        var paths = Files(location);
        CifarRecords[] parts = paths.Count == 1
            ? CifarArchive.Read(paths[0], [.. s_train, Test], s_classes.Length)
            : [.. paths.Select(path => CifarRecords.Read(path, s_classes.Length))];
        return new DataSplits(Set(parts[..^1]), Set(parts[^1..]));
    }

    private ImageDataSet Set(CifarRecords[] parts) => new(Name, CifarRecords.ImageShape, [.. parts.SelectMany(part => part.Pixels)],
        [.. parts.SelectMany(part => part.Labels)], s_classes);
}
