using System.Formats.Tar;

namespace Adjoint.Data.Tests;

public sealed class Cifar10Tests
{
    private const int RecordLength = 3073;
    private static readonly string[] s_train =
        ["data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin"];

    [Fact]
    public void A_record_is_a_label_then_red_green_and_blue()
    {
        using var folder = new TemporaryFolder();
        folder.Write("cifar10/data_batch_1.bin", [.. Record(3, 0), .. Record(9, 100)]);
        folder.Write("cifar10/test_batch_first1000.bin.gz", Idx.Gzip(Record(5, 200)));
        var splits = Load(folder);

        Assert.Equal((2, 1), (splits.Train.Count, splits.Test.Count));
        Assert.Equal([3, 32, 32], splits.Train.InputShape);
        var (inputs, targets) = (new float[2 * 3072], new long[2]);
        splits.Train.Read([0, 1], inputs, targets);
        Assert.Equal([3, 9], targets);
        Assert.Equal([0, 1 / 255f, 2 / 255f, 100 / 255f], [inputs[0], inputs[1024], inputs[2048], inputs[3072]]);
        splits.Test.Read([0], inputs, targets);
        Assert.Equal((5, 200 / 255f), (targets[0], inputs[0]));
    }

    [Fact]
    public void The_whole_set_is_taken_before_a_part_of_it()
    {
        using var folder = new TemporaryFolder();
        for (var i = 0; i < 5; i++) folder.Write($"cifar10/{s_train[i]}", Record((byte)i, 0));
        folder.Write("cifar10/test_batch.bin", [.. Record(7, 0), .. Record(8, 0)]);
        folder.Write("cifar10/test_batch_first1000.bin", Record(9, 0));
        var (train, test, _) = Load(folder);
        Assert.Equal("01234", Labels(train));
        Assert.Equal("78", Labels(test));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_archive_is_read_as_it_is_published(bool isPacked)
    {
        using var folder = new TemporaryFolder();
        var tar = Archive([.. s_train, "test_batch.bin"]);
        if (isPacked) folder.Write("cifar10/cifar-10-binary.tar.gz", Idx.Gzip(tar));
        else folder.Write("cifar10/cifar-10-binary.tar", tar);
        var (train, test, _) = Load(folder);
        Assert.Equal("01234", Labels(train));
        Assert.Equal("5", Labels(test));
    }

    [Fact]
    public void An_archive_without_one_of_the_files_is_refused()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("cifar10/cifar-10-binary.tar", Archive(s_train));
        var message = Assert.Throws<InvalidDataException>(() => Load(folder)).Message;
        Assert.StartsWith($"{path}: found no test_batch.bin in the archive, expected ", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.9)]
    public void An_archive_that_is_cut_short_is_refused(double part)
    {
        using var folder = new TemporaryFolder();
        var packed = Idx.Gzip(Archive([.. s_train, "test_batch.bin"]));
        var path = folder.Write("cifar10/cifar-10-binary.tar.gz", packed[..(int)(packed.Length * part)]);
        var message = Assert.Throws<InvalidDataException>(() => Load(folder)).Message;
        Assert.StartsWith(path, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3072, 0)]
    [InlineData(3074, 1)]
    [InlineData(7000, 2)]
    public void A_file_that_ends_within_a_record_is_refused_with_the_record(int length, int record)
    {
        using var folder = new TemporaryFolder();
        var path = WritePart(folder, new byte[length]);
        var message = Assert.Throws<InvalidDataException>(() => Load(folder)).Message;
        Assert.Equal($"{path}: at byte {record * RecordLength}: found {length - record * RecordLength} bytes as record {record}, expected "
            + $"3073 bytes a record (1 label, 3 x 32 x 32 pixels), {length} bytes being no multiple of that.", message);
    }

    [Fact]
    public void A_label_that_is_no_class_is_refused_with_its_place()
    {
        using var folder = new TemporaryFolder();
        var path = WritePart(folder, [.. Record(0, 0), .. Record(10, 0)]);
        var message = Assert.Throws<InvalidDataException>(() => Load(folder)).Message;
        Assert.Equal($"{path}: at byte 3073: found label 10 in record 1, expected 0 to 9.", message);
    }

    [Fact]
    public void An_empty_file_is_refused()
    {
        using var folder = new TemporaryFolder();
        var path = WritePart(folder, []);
        var message = Assert.Throws<InvalidDataException>(() => Load(folder)).Message;
        Assert.Equal($"{path}: at byte 0: found an empty file, expected a file of CIFAR records.", message);
    }

    [Fact]
    public void A_compressed_file_that_is_cut_short_or_damaged_is_refused()
    {
        var whole = Idx.Gzip([.. Record(1, 7), .. Record(2, 9)]);
        for (var length = 3; length < whole.Length; length += 7) Refused(whole[..length]);
        var damaged = whole.ToArray();
        damaged[^6] ^= 1;
        Refused(damaged);

        static void Refused(byte[] bytes)
        {
            using var folder = new TemporaryFolder();
            var path = WritePart(folder, bytes);
            var message = Assert.Throws<InvalidDataException>(() => Load(folder)).Message;
            Assert.StartsWith(path, message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_first_directory_that_holds_a_form_of_the_set_is_taken()
    {
        using var named = new TemporaryFolder();
        using var other = new TemporaryFolder();
        WritePart(named, Record(4, 0));
        other.Write("cifar10/cifar-10-binary.tar", Archive([.. s_train, "test_batch.bin"]));
        var location = DataLocation.Find(named.Path, name => name == DataLocation.Variable ? other.Path : null);
        Assert.Equal("4", Labels(new Cifar10().Load(location).Train));
    }

    [Fact]
    public void A_small_file_that_unpacks_to_more_than_a_set_can_hold_is_refused()
    {
        using var folder = new TemporaryFolder();
        var path = WritePart(folder, Idx.Gzip(new byte[CifarRecords.MostLength + 1]));
        var message = Assert.Throws<InvalidDataException>(() => Load(folder)).Message;
        Assert.Equal($"{path}: at byte 61460000: found more bytes, expected the end after 61460000 bytes of at most 20000 records.",
            message);
    }

    [Fact]
    public void What_is_missing_is_told()
    {
        using var folder = new TemporaryFolder();
        var message = Assert.Throws<FileNotFoundException>(() => Load(folder)).Message;
        Assert.StartsWith("The data set 'cifar10' is not here: no folder", message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void The_real_part_is_read()
    {
        var directory = Environment.GetEnvironmentVariable(DataLocation.Variable);
        Skip.IfNot(Directory.Exists(Path.Combine(directory ?? "", "cifar10")), $"{DataLocation.Variable} holds no cifar10");
        var (train, test, _) = new Cifar10().Load(DataLocation.Find(directory));
        // The first labels of the published files, and the names that come with them.
        Assert.StartsWith("69941", Labels(train), StringComparison.Ordinal);
        Assert.StartsWith("38806", Labels(test), StringComparison.Ordinal);
        Assert.True(train.Count is 10_000 or 50_000 && test.Count is 1_000 or 10_000);
        var names = Path.Combine(directory!, "cifar10", "batches.meta.txt");
        if (File.Exists(names)) Assert.Equal(File.ReadAllLines(names).Where(line => line.Length > 0), train.Classes);
    }

    private static DataSplits Load(TemporaryFolder folder) => new Cifar10().Load(DataLocation.Find(folder.Path, _ => null));

    // Pixel i of channel c is first + c.
    private static byte[] Record(byte label, byte first) =>
        [label, .. Enumerable.Range(0, RecordLength - 1).Select(i => (byte)(first + i / 1024))];

    private static string WritePart(TemporaryFolder folder, byte[] train)
    {
        folder.Write("cifar10/test_batch_first1000.bin", Record(0, 0));
        return folder.Write("cifar10/data_batch_1.bin", train);
    }

    // Entry i is one record of label i.
    private static byte[] Archive(string[] files)
    {
        using var contents = new MemoryStream();
        using (var tar = new TarWriter(contents, leaveOpen: true))
        {
            for (var i = 0; i < files.Length; i++)
            {
                var entry = new UstarTarEntry(TarEntryType.RegularFile, "cifar-10-batches-bin/" + files[i])
                {
                    DataStream = new MemoryStream(Record((byte)i, 0)),
                };
                tar.WriteEntry(entry);
            }
        }
        return contents.ToArray();
    }

    private static string Labels(DataSet set)
    {
        var count = Math.Min(set.Count, 5);
        var targets = new long[count];
        set.Read([.. Enumerable.Range(0, count)], new float[count * set.InputLength], targets);
        return string.Concat(targets);
    }
}
