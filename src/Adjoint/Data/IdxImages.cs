namespace Adjoint.Data;

/// <summary>Data sets that come as MNIST does: four IDX files, images and labels of a training and a test part.</summary>
internal static class IdxImages
{
    public const string TrainImages = "train-images-idx3-ubyte";
    public const string TrainLabels = "train-labels-idx1-ubyte";
    public const string TestImages = "t10k-images-idx3-ubyte";
    public const string TestLabels = "t10k-labels-idx1-ubyte";

    private const int LabelsOffset = 8;

    public static DataSplits Load(string name, IReadOnlyList<string> classes, DataLocation location)
    {
        ArgumentNullException.ThrowIfNull(location);
        var paths = location.Files(name, TrainImages, TrainLabels, TestImages, TestLabels);
        var train = LoadPart(name, classes, paths[0], paths[1]);
        var test = LoadPart(name, classes, paths[2], paths[3]);
        if (!train.InputShape.SequenceEqual(test.InputShape))
            throw new InvalidDataException(
                $"{paths[2]}: at byte 8: found images of {Size(test)}, expected {Size(train)} as in {paths[0]}.");
        return new DataSplits(train, test);
    }

    /// <summary>One part, from a file of images and a file of labels that must fit it.</summary>
    public static ImageDataSet LoadPart(string name, IReadOnlyList<string> classes, string imagesPath, string labelsPath)
    {
        var labels = IdxReader.Read(labelsPath, rank: 1);
        var images = IdxReader.Read(imagesPath, rank: 3);
        if (labels.Shape[0] != images.Shape[0])
        {
            throw new InvalidDataException(
                $"{labelsPath}: at byte 4: found {labels.Shape[0]} labels, expected {images.Shape[0]} as for the images in {imagesPath}.");
        }


        var wrong = labels.Data.AsSpan().IndexOfAnyExceptInRange((byte)0, (byte)(classes.Count - 1));
        if (wrong >= 0)
        {
            throw new InvalidDataException(
                $"{labelsPath}: at byte {LabelsOffset + wrong}: found label {labels.Data[wrong]}, expected 0 to {classes.Count - 1}.");
        }


        return new ImageDataSet(name, [1, images.Shape[1], images.Shape[2]], images.Data, labels.Data, classes);
    }

    private static string Size(DataSet set) => $"{set.InputShape[1]}x{set.InputShape[2]}";
}
