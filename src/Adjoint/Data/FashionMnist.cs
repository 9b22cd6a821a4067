namespace Adjoint.Data;

/// <summary>
/// Fashion-MNIST: 70,000 pictures of clothes in MNIST's format, harder than digits. Xiao, Rasul and Vollgraf (2017), arXiv:1708.07747.
/// PyTorch: <c>torchvision.datasets.FashionMNIST</c>.
/// </summary>
public sealed class FashionMnist : IDataSource
{
    private static readonly string[] s_classes =
        ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"];

    /// <inheritdoc/>
    public string Name => "fashion-mnist";

    /// <inheritdoc/>
    public string Description => "pictures of clothes, 28x28 grey, 10 classes, 60,000 + 10,000 (Zalando)";

    /// <inheritdoc/>
    public RemoteData? Remote { get; } = new(
        [new("http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/")],
        [
            new(IdxImages.TrainImages + ".gz", 26421880, "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84"),
            new(IdxImages.TrainLabels + ".gz", 29515, "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845"),
            new(IdxImages.TestImages + ".gz", 4422102, "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073"),
            new(IdxImages.TestLabels + ".gz", 5148, "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5"),
        ]);

    /// <inheritdoc/>
    public DataSplits Load(DataLocation location) => IdxImages.Load(Name, s_classes, location);
}
