namespace Adjoint.Cli.Tests;

public sealed class BadFileTests : IDisposable
{
    private const int Failed = 1;
    private const int BadData = 3;
    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Damaged_files_of_a_run_are_exit_code_3_and_nothing_is_changed()
    {
        _cli.Run("train", "softmax", "--data", "mnist", "--epochs", "1", "--schedule", "constant", "--out", "run").AssertExit(0);
        string[] resume = ["train", "--resume", "run", "--epochs", "2"];
        string[] eval = ["eval", "run"];
        AssertRefused("state.safetensors", bytes => bytes[..^100], resume, "state.safetensors");
        AssertRefused("state.safetensors", bytes => [.. bytes[..^1], (byte)(bytes[^1] ^ 1)], resume, "SHA-256");
        AssertRefused("state.safetensors", _ => [], resume, "state.safetensors");
        AssertRefused("metrics.jsonl", bytes => bytes[..(bytes.Length / 2)], resume, "metrics.jsonl");
        AssertRefused("config.json", bytes => bytes[..^20], resume, "config.json");
        AssertRefused("config.json", bytes => bytes[..^20], eval, "config.json");
        AssertRefused("config.json", bytes => Replace(bytes, "\"softmax\"", "\"softmux\""), eval, "config.json", "'softmux'");
        AssertRefused("config.json", bytes => Replace(bytes, "\"sgd\"", "\"sgt\""), resume, "config.json", "'sgt'");
        AssertRefused("config.json", bytes => Replace(bytes, "\"softmax\"", "\"mlp\""), resume, "state.safetensors");
        AssertRefused("best.safetensors", bytes => bytes[..^1], eval, "best.safetensors");
        AssertRefused("best.safetensors", bytes => bytes[..^1], ["predict", "run", "test:0"], "best.safetensors");
        _cli.Run(resume).AssertExit(0);
    }

    [Fact]
    public void A_folder_that_is_no_run_is_exit_code_3()
    {
        _cli.Run("eval", "none").AssertFails(BadData, "none", "does not exist");
        _cli.Run("train", "--resume", "data").AssertFails(BadData, "no config.json");
        _cli.Run("predict", "data", "test:0").AssertFails(BadData, "no config.json");
    }

    [Fact]
    public void Damaged_or_missing_data_is_exit_code_3_and_leaves_no_run_folder()
    {
        string[] train = ["train", "softmax", "--data", "mnist", "--epochs", "1", "--out", "run"];
        var images = _cli.PathOf("data", "mnist", "train-images-idx3-ubyte");
        var bytes = File.ReadAllBytes(images);
        File.WriteAllBytes(images, bytes[..^1]);
        _cli.Run(train).AssertFails(BadData, "train-images-idx3-ubyte");
        File.WriteAllBytes(images, [.. bytes[..2], 7, .. bytes[3..]]);
        _cli.Run(train).AssertFails(BadData, "train-images-idx3-ubyte");
        _cli.Run("train", "mlp", "--data", "fashion-mnist", "--data-dir", "data").AssertFails(BadData, "fashion-mnist", "adjoint data get");
        _cli.Run([.. train, "--data-dir", "nowhere"]).AssertFails(BadData, "nowhere");
        Assert.False(Directory.Exists(_cli.PathOf("run")));
        Assert.False(Directory.Exists(_cli.PathOf("runs")));
    }

    [Fact]
    public void Images_that_are_none_are_exit_code_3()
    {
        _cli.Run("train", "softmax", "--data", "mnist", "--epochs", "0", "--out", "run").AssertExit(0);
        var good = SmallDigits.Pgm(0);
        AssertImage(good[..^1], "784 bytes");
        AssertImage([.. good, 0], "784 bytes");
        AssertImage("P5 16384 16384 255\n"u8.ToArray(), "268435456 bytes");
        AssertImage("P2 16384 16384 255 0 0"u8.ToArray(), "at least 536870911 bytes");
        AssertImage("P5 99999 28 255\n"u8.ToArray(), "width");
        AssertImage("P5 28 28 70000\n"u8.ToArray(), "greatest value");
        AssertImage("P5 2 1 255\nab"u8.ToArray(), "1 x 2", "[1, 28, 28]");
        AssertImage("P2 2 1 9 3 x"u8.ToArray(), "pixel 1");
        AssertImage("hello, this is no image"u8.ToArray(), "image");
        AssertImage([], "image");
        _cli.Run("predict", "run", "none.pgm").AssertFails(BadData, "none.pgm");
        _cli.Run("predict", "run", "test:100").AssertFails(2, "test:99");
        _cli.Run("predict", "run", "test:x").AssertFails(2, "test:99");

        void AssertImage(byte[] bytes, params string[] texts)
        {
            File.WriteAllBytes(_cli.PathOf("image"), bytes);
            _cli.Run("predict", "run", "image").AssertFails(BadData, texts);
        }
    }

    [Fact]
    public void A_run_folder_that_cannot_be_made_is_exit_code_1_and_what_is_there_stays()
    {
        string[] train = ["train", "softmax", "--data", "mnist", "--epochs", "1", "--progress", "none", "--out"];
        File.WriteAllText(_cli.PathOf("file"), "mine");
        Directory.CreateDirectory(_cli.PathOf("full"));
        File.WriteAllText(_cli.PathOf("full", "notes.txt"), "mine");
        _cli.Run([.. train, "file"]).AssertFails(Failed, "file", "does not overwrite");
        _cli.Run([.. train, "file/run"]).AssertFails(Failed, "file/run");
        _cli.Run([.. train, "full"]).AssertFails(Failed, "full", "does not overwrite");
        Assert.Equal("mine", File.ReadAllText(_cli.PathOf("file")));
        Assert.Equal(["notes.txt"], Directory.EnumerateFileSystemEntries(_cli.PathOf("full")).Select(Path.GetFileName));
        if (!OperatingSystem.IsLinux()) return;
        _cli.Run([.. train, "/proc/adjoint-run"]).AssertFails(Failed, "/proc/adjoint-run", "nothing can be written");
    }

    [SkippableTheory]
    [InlineData("last.safetensors")]
    [InlineData("state.safetensors")]
    public void On_a_full_disk_it_is_exit_code_1_and_the_older_file_stays(string name)
    {
        Skip.IfNot(File.Exists("/dev/full"), "needs /dev/full");
        _cli.Run("train", "softmax", "--data", "mnist", "--epochs", "1", "--schedule", "constant", "--out", "run").AssertExit(0);
        var before = Snapshot();
        // What is written beside its place goes to a device that is always full.
        File.CreateSymbolicLink(_cli.PathOf("run", name + ".part"), "/dev/full");
        _cli.Run("train", "--resume", "run", "--epochs", "2", "--progress", "none").AssertFails(Failed, name, "No space left", "untouched");
        var after = Snapshot();
        Assert.Equal(before[name], after[name]);
        Assert.Equal(before.Keys, after.Keys);
        _cli.Run("train", "--resume", "run").AssertExit(0);
        _cli.Run("train", "softmax", "--data", "mnist", "--epochs", "2", "--schedule", "constant", "--out", "whole").AssertExit(0);
        Assert.Equal(_cli.Bytes("whole", "last.safetensors"), _cli.Bytes("run", "last.safetensors"));
    }

    private static byte[] Replace(byte[] bytes, string from, string to)
    {
        var text = System.Text.Encoding.UTF8.GetString(bytes);
        Assert.Contains(from, text, StringComparison.Ordinal);
        return System.Text.Encoding.UTF8.GetBytes(text.Replace(from, to, StringComparison.Ordinal));
    }

    private void AssertRefused(string name, Func<byte[], byte[]> damage, string[] line, params string[] texts)
    {
        var path = _cli.PathOf("run", name);
        var good = File.ReadAllBytes(path);
        File.WriteAllBytes(path, damage(good));
        var before = Snapshot();
        _cli.Run(line).AssertFails(BadData, texts);
        Assert.Equal(before, Snapshot());
        File.WriteAllBytes(path, good);
    }

    private SortedDictionary<string, string> Snapshot() => new(Directory.EnumerateFiles(_cli.PathOf("run"))
        .ToDictionary(path => Path.GetFileName(path), path => Convert.ToHexString(File.ReadAllBytes(path))));
}
