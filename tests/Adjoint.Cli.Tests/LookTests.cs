namespace Adjoint.Cli.Tests;

public sealed class LookTests(LookTests.Trained trained) : IClassFixture<LookTests.Trained>
{
    private static readonly byte[] s_png = [0x89, (byte)'P', (byte)'N', (byte)'G'];

    private Cli Cli => trained.Cli;

    [Theory]
    [InlineData("filters")]
    [InlineData("features", "--layer", "conv2")]
    [InlineData("saliency", "--class", "3")]
    [InlineData("gradcam", "--layer", "conv1", "--input", "test:7")]
    public void Each_way_of_looking_draws_a_picture(string what, params string[] more)
    {
        var file = $"{what}.png";
        Assert.Equal($"{file}\n", Cli.Run(["look", "run", "--what", what, "--out", file, .. more]).AssertExit(0).Output);
        Assert.Equal(s_png, Cli.Bytes(file)[..4]);
    }

    [Fact]
    public void A_folder_gets_the_whole_and_every_part()
    {
        var output = Cli.Run("look", "run", "--what", "occlusion", "--out", "parts").AssertExit(0).Output;
        Assert.Equal(["occlusion.svg", "occlusion.png", "occlusion-000.png", "occlusion-001.png", "occlusion-002.png"],
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Path.GetFileName));
        Assert.Contains("data:image/png;base64,", File.ReadAllText(Cli.PathOf("parts", "occlusion.svg")), StringComparison.Ordinal);
    }

    [Fact]
    public void Patches_are_searched_in_the_test_examples_of_the_run()
    {
        Cli.Run("look", "run", "--what", "patches", "--layer", "conv2", "--out", "patches.svg").AssertExit(0);
        Assert.Contains("Patches that excite the channels of conv2 most", File.ReadAllText(Cli.PathOf("patches.svg")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_of_another_size_is_resized_and_this_is_said()
    {
        File.WriteAllText(Cli.PathOf("small.pgm"), "P2 3 2 9 0 9 0 9 0 9");
        var result = Cli.Run("look", "run", "--what", "gradcam", "--input", "small.pgm", "--out", "small.svg").AssertExit(0);
        Assert.Contains("small.pgm is 3 wide and 2 high: its middle was resized to the 28 x 28 that lenet5 takes", result.Errors, StringComparison.Ordinal);
        // A picture that look has written is one that it reads.
        Cli.Run("look", "run", "--what", "features", "--out", "maps.png").AssertExit(0);
        Assert.Contains("resized", Cli.Run("look", "run", "--what", "features", "--input", "maps.png", "--out", "again.png").AssertExit(0).Errors,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_without_a_run_is_looked_at_with_its_first_weights()
    {
        var result = Cli.Run("look", "softmax", "--what", "templates", "--out", "templates.svg").AssertExit(0);
        Assert.Contains("nothing is learned yet", result.Errors, StringComparison.Ordinal);
        Assert.Contains("Class templates", File.ReadAllText(Cli.PathOf("templates.svg")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_report_of_the_run_shows_the_inside()
    {
        var page = File.ReadAllText(Cli.PathOf("run", "report.html"));
        Assert.All(["<h2>Inside</h2>", "Filters of conv1, 5 x 5", "Feature maps of conv2, 10 x 10", "Wrong", "saliency", "Grad-CAM", "occlusion"],
            text => Assert.Contains(text, page, StringComparison.Ordinal));
        Assert.DoesNotContain("href=\"http", page, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_looked_at_is_told()
    {
        Cli.Run("look", "run", "--what", "gradcam", "--layer", "comv2", "--out", "x.svg").AssertFails(2, "Did you mean 'conv2'?", "conv1, conv2, fc1");
        Cli.Run("look", "run", "--what", "features", "--layer", "fc1", "--out", "x.svg").AssertFails(2, "[1, 120]", "Layers with maps: conv1, conv2.");
        Cli.Run("look", "run", "--what", "saliency", "--class", "10", "--out", "x.svg").AssertFails(2, "there is no class 10", "0 to 9");
        Cli.Run("look", "run", "--what", "saliency", "--class", "ten", "--out", "x.svg").AssertFails(2, "Unknown class 'ten'");
        Cli.Run("look", "run", "--what", "filters", "--class", "1", "--out", "x.svg").AssertFails(2, "--class is for --what saliency, gradcam, occlusion");
        Cli.Run("look", "run", "--what", "templates", "--out", "x.svg").AssertFails(2, "one linear layer");
        Cli.Run("look", "mlp", "--what", "filters", "--out", "x.svg").AssertFails(2, "no convolution");
        Cli.Run("look", "run", "--what", "filters", "--out", "x.gif").AssertFails(2, ".svg or .png");
        Cli.Run("look", "lenet6", "--what", "filters", "--out", "x.svg").AssertFails(2, "Did you mean 'lenet5'?");
        Cli.Run("look", "run", "--what", "saliency", "--input", "test:100", "--out", "x.svg").AssertFails(2, "test:0 to test:99");
        Cli.Run("look", "run", "--what", "saliency", "--input", "none.png", "--out", "x.svg").AssertFails(3, "none.png does not exist");
        Cli.Run("look", "run", "--what", "saliency", "--input", "run/best.safetensors", "--out", "x.svg").AssertFails(3, "best.safetensors");
        Assert.False(Path.Exists(Cli.PathOf("x.svg")));
        Assert.False(Path.Exists(Cli.PathOf("x.gif")));
    }

    /// <summary>A run that all tests look into.</summary>
    public sealed class Trained : IDisposable
    {
        public Trained()
        {
            Cli.Run("train", "lenet5", "--data", "mnist", "--epochs", "1", "--out", "run", "--progress", "none").AssertExit(0);
        }

        internal Cli Cli { get; } = new();

        public void Dispose() => Cli.Dispose();
    }
}
