namespace Adjoint.Data;

/// <summary>
/// MNIST: 70,000 handwritten digits, 28x28 grey. LeCun, Bottou, Bengio and Haffner, "Gradient-based learning applied to document
/// recognition" (1998). PyTorch: <c>torchvision.datasets.MNIST</c>.
/// </summary>
public sealed class Mnist : IDataSource
{
    private static readonly string[] s_classes = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

    /// <inheritdoc/>
    public string Name => "mnist";

    /// <inheritdoc/>
    public string Description => "handwritten digits, 28x28 grey, 10 classes, 60,000 + 10,000 (LeCun, Cortes, Burges)";

    /// <inheritdoc/>
    public RemoteData? Remote { get; } = new(
        [new("https://ossci-datasets.s3.amazonaws.com/mnist/"), new("https://storage.googleapis.com/cvdf-datasets/mnist/")],
        [
            new(IdxImages.TrainImages + ".gz", 9912422, "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
            new(IdxImages.TrainLabels + ".gz", 28881, "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
            new(IdxImages.TestImages + ".gz", 1648877, "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
            new(IdxImages.TestLabels + ".gz", 4542, "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"),
        ]);

    /// <inheritdoc/>
    public DataSplits Load(DataLocation location) => IdxImages.Load(Name, s_classes, location);
}
