using System.Text.Json;
using Adjoint.Data;
using Adjoint.Data.Images;

namespace Adjoint.Cli.Tests;

/// <summary>What is done to images before a network sees them, and pictures as inputs.</summary>
public sealed class ImageTests : IDisposable
{
    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void What_is_done_to_images_is_said_and_kept_and_done_again_to_test_images()
    {
        var result = _cli.Run("train", "softmax", "--data", "mnist", "--epochs", "1", "--out", "run", "--augment", "crop:1,flip",
            "--normalize", "channels").AssertExit(0);
        Assert.Contains("Training images are changed at random: crop:1, flip:0.5.", result.Output, StringComparison.Ordinal);
        Assert.Contains("Images are normalised by channel: mean 0.", result.Output, StringComparison.Ordinal);
        var config = Json("run", "config.json");
        Assert.Equal(["crop:1", "flip:0.5"], Texts(config, "augment"));
        Assert.Single(config.GetProperty("normalization").GetProperty("mean").EnumerateArray());
        Assert.Equal(["crop:1", "flip:0.5"], Texts(Metrics("run")[0], "augment"));
        // Test images are normalised and never changed: they are measured alike each time.
        var measured = Metrics("run")[^1].GetProperty("test_loss").GetDouble();
        Assert.Equal(measured, _cli.Run("eval", "run", "--json").AssertExit(0).Lines.Single().GetProperty("test_loss").GetDouble());
        _cli.Run("train", "--resume", "run", "--augment", "none").AssertFails(2, "--augment cannot be changed");
    }

    [Fact]
    public void What_is_usual_for_a_network_and_its_data_is_done_unless_another_thing_is_said()
    {
        string[] train = ["train", "lenet5", "--data", "mnist", "--epochs", "0"];
        _cli.Run([.. train, "--out", "usual"]).AssertExit(0);
        Assert.Equal(["affine:1"], Texts(Json("usual", "config.json"), "augment"));
        _cli.Run([.. train, "--out", "none", "--augment", "none"]).AssertExit(0);
        Assert.Empty(Texts(Json("none", "config.json"), "augment"));
    }

    [Fact]
    public void Colours_are_learned_normalised_and_a_picture_of_any_size_is_recognised()
    {
        WriteColours();
        _cli.Run("train", "softmax", "--data", "cifar10", "--epochs", "20", "--batch-size", "8", "--out", "run", "--require",
            "test_acc>=0.9").AssertExit(0);
        Assert.Equal(3, Json("run", "config.json").GetProperty("normalization").GetProperty("mean").GetArrayLength());
        ImageFile.Write(_cli.PathOf("red.png"), Colour(0, 40, 60));
        ImageFile.Write(_cli.PathOf("blue.png"), Colour(2, 16, 8));
        var lines = _cli.Run("predict", "run", "red.png", "blue.png", "test:0", "--json").AssertExit(0).Lines;
        Assert.Equal(["red.png", "blue.png", "test:0"], lines.Select(line => line.GetProperty("input").GetString()));
        Assert.Equal(["airplane", "bird", "airplane"], lines.Select(line => line.GetProperty("class").GetString()));
        var text = _cli.Run("predict", "run", "red.png", "blue.png").AssertExit(0).Output;
        Assert.Matches("^red.png: airplane [01].[0-9]{4}.*\nblue.png: bird [01].[0-9]{4}", text);
        File.WriteAllBytes(_cli.PathOf("digit.pgm"), SmallDigits.Pgm(0));
        _cli.Run("predict", "run", "digit.pgm").AssertFails(3, "grey images of 28 x 28", "takes [3, 32, 32]");
    }

    [Fact]
    public void A_picture_of_the_networks_size_is_taken_as_it_is()
    {
        _cli.Run("train", "softmax", "--data", "mnist", "--epochs", "1", "--out", "run", "--normalize", "channels").AssertExit(0);
        var test = new PenDigits().Load(SmallDigits.TrainCount, SmallDigits.TestCount, seed: 1).Test;
        var pixels = new float[test.InputLength];
        test.Read([3], pixels, new long[1]);
        ImageFile.Write(_cli.PathOf("digit.png"), Tensor.From<float>(pixels, [28, 28]));
        File.WriteAllBytes(_cli.PathOf("digit.pgm"), SmallDigits.Pgm(3));
        var lines = new[] { "test:3", "digit.png", "digit.pgm" }
            .Select(input => _cli.Run("predict", "run", input, "--json").AssertExit(0).Lines.Single().ToString());
        Assert.Single(lines.Distinct());
    }

    [Fact]
    public void A_picture_that_is_damaged_or_of_another_format_is_refused_and_named()
    {
        _cli.Run("train", "softmax", "--data", "mnist", "--epochs", "0", "--out", "run").AssertExit(0);
        var whole = ImageFile.Encode(Colour(1, 20, 20));
        File.WriteAllBytes(_cli.PathOf("short.png"), whole[..^20]);
        _cli.Run("predict", "run", "short.png").AssertFails(3, "short.png: at byte ");
        File.WriteAllBytes(_cli.PathOf("photo.jpg"), [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, .. new byte[30]]);
        _cli.Run("predict", "run", "photo.jpg").AssertFails(3, "photo.jpg", "JPEG");
        _cli.Run("predict", "run", "none.png").AssertFails(3, "none.png does not exist");
    }

    [Fact]
    public void A_configuration_with_augmentations_that_are_none_is_the_files_fault()
    {
        _cli.Run("train", "softmax", "--data", "mnist", "--epochs", "0", "--out", "run", "--augment", "flip").AssertExit(0);
        var path = _cli.PathOf("run", "config.json");
        File.WriteAllText(path, File.ReadAllText(path).Replace("flip:0.5", "flop", StringComparison.Ordinal));
        _cli.Run("eval", "run").AssertFails(3, "config.json", "Unknown augmentation 'flop'");
    }

    // Ten pictures of each of three kinds, red, green and blue, as the first three classes.
    private void WriteColours()
    {
        Directory.CreateDirectory(_cli.PathOf("data", "cifar10"));
        foreach (var (file, count) in new[] { ("data_batch_1.bin", 60), ("test_batch_first1000.bin", 30) })
            File.WriteAllBytes(_cli.PathOf("data", "cifar10", file), [.. Enumerable.Range(0, count).SelectMany(Record)]);

        static IEnumerable<byte> Record(int i) =>
            [(byte)(i % 3), .. Enumerable.Range(0, 3072).Select(pixel => (byte)(pixel / 1024 == i % 3 ? 200 + pixel % 7 : 20 + i))];
    }

    private static Tensor Colour(int channel, int height, int width) =>
        Tensor.From<float>([.. Enumerable.Range(0, 3 * height * width).Select(i => i / (height * width) == channel ? 0.8f : 0.15f)],
            [3, height, width]);

    private JsonElement Json(params string[] names) => JsonDocument.Parse(_cli.Bytes(names)).RootElement;

    private JsonElement[] Metrics(string run) =>
        [.. File.ReadAllLines(_cli.PathOf(run, "metrics.jsonl")).Select(line => JsonDocument.Parse(line).RootElement)];

    private static IEnumerable<string?> Texts(JsonElement json, string name) =>
        json.GetProperty(name).EnumerateArray().Select(value => value.GetString());
}
