namespace Adjoint.Data.Tests;

public sealed class IdxImagesTests
{
    private static readonly string[] s_classes = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

    [Fact]
    public void The_four_files_of_a_set_become_its_two_parts()
    {
        using var folder = new TemporaryFolder();
        Idx.WriteSet(folder, "mnist", train: 4, test: 2);
        var splits = new Mnist().Load(Location(folder));

        Assert.Equal((4, 2), (splits.Train.Count, splits.Test.Count));
        Assert.Equal([1, 2, 3], splits.Train.InputShape);
        var (inputs, targets) = (new float[6], new long[1]);
        splits.Train.Read([3], inputs, targets);
        Assert.Equal([18 / 255f, 19 / 255f, 20 / 255f, 21 / 255f, 22 / 255f, 23 / 255f], inputs);
        Assert.Equal([3], targets);
    }

    [Fact]
    public void A_label_that_is_no_class_is_refused_with_its_place()
    {
        using var folder = new TemporaryFolder();
        Idx.WriteSet(folder, "mnist");
        var path = folder.Write("mnist/train-labels-idx1-ubyte", Idx.Bytes([0, 1, 10, 3], 4));
        var message = Assert.Throws<InvalidDataException>(() => new Mnist().Load(Location(folder))).Message;
        Assert.Equal($"{path}: at byte 10: found label 10, expected 0 to 9.", message);
    }

    [Fact]
    public void Labels_that_are_not_as_many_as_the_images_are_refused()
    {
        using var folder = new TemporaryFolder();
        Idx.WriteSet(folder, "mnist");
        var path = folder.Write("mnist/train-labels-idx1-ubyte", Idx.Bytes([0, 1, 2], 3));
        var message = Assert.Throws<InvalidDataException>(() => new Mnist().Load(Location(folder))).Message;
        Assert.StartsWith($"{path}: at byte 4: found 3 labels, expected 4", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Test_images_of_another_size_are_refused()
    {
        using var folder = new TemporaryFolder();
        Idx.WriteSet(folder, "mnist");
        folder.Write("mnist/t10k-images-idx3-ubyte", Idx.Bytes(new byte[18], 2, 3, 3));
        var message = Assert.Throws<InvalidDataException>(() => new Mnist().Load(Location(folder))).Message;
        Assert.Contains("found images of 3x3, expected 2x3", message, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("mnist", "7210414959", "5041921314")]
    [InlineData("fashion-mnist", "9211614657", "9003027255")]
    public void The_real_sets_are_read(string name, string firstTest, string firstTrain)
    {
        // The first ten labels as printed by any reader of the published files.
        var directory = Environment.GetEnvironmentVariable(DataLocation.Variable);
        Skip.IfNot(Directory.Exists(Path.Combine(directory ?? "", name)), $"{DataLocation.Variable} holds no {name}");
        var (train, test, _) = DataCatalogue.Find(name).Load(DataLocation.Find(directory));

        Assert.Equal((60000, 10000), (train.Count, test.Count));
        Assert.Equal([1, 28, 28], train.InputShape);
        Assert.Equal(firstTrain, FirstLabels(train));
        Assert.Equal(firstTest, FirstLabels(test));
    }

    [Fact]
    public void A_part_can_be_read_by_its_two_files()
    {
        using var folder = new TemporaryFolder();
        var images = folder.Write("i", Idx.Bytes([9, 8], 2, 1, 1));
        var labels = folder.Write("l", Idx.Bytes([1, 0], 2));
        var part = IdxImages.LoadPart("tiny", s_classes, images, labels);
        Assert.Equal((2, 9, 1), (part.Count, part.Pixels(0)[0], part.Label(0)));
    }

    private static string FirstLabels(DataSet set)
    {
        var (inputs, targets) = (new float[10 * set.InputLength], new long[10]);
        set.Read([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], inputs, targets);
        return string.Concat(targets);
    }

    private static DataLocation Location(TemporaryFolder folder) => DataLocation.Find(folder.Path, _ => null);
}
