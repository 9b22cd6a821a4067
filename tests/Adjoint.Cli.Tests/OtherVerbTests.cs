namespace Adjoint.Cli.Tests;

public sealed class OtherVerbTests
{
    [Fact]
    public void Summary_prints_layers_and_totals()
    {
        using var cli = new Cli();
        var text = cli.Run("summary", "lenet5").AssertExit(0).Output;
        Assert.Contains("conv1", text, StringComparison.Ordinal);
        Assert.Contains("61,706", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Summary_folds_a_large_network_and_counts_for_a_batch_of_another_shape()
    {
        using var cli = new Cli();
        var text = cli.Run("summary", "googlenet", "--depth", "1").AssertExit(0).Output;
        Assert.Contains("13,004,888", text.TrimEnd().Split('\n')[^1], StringComparison.Ordinal);
        Assert.DoesNotContain("branch1", text, StringComparison.Ordinal);
        Assert.Contains("branch1", cli.Run("summary", "googlenet", "--depth", "2").AssertExit(0).Output, StringComparison.Ordinal);
        var other = cli.Run("summary", "resnet20", "--input", "1x28x28", "--batch", "8").AssertExit(0).Output;
        Assert.Contains("input [8, 1, 28, 28]", other, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("alexnet", "3x62x63", "at least 63x63")]
    [InlineData("lenet5", "1x32x32", "inputs [1, 28, 28]")]
    [InlineData("alexnet", "3xbx9", "'b' is no size")]
    [InlineData("mlp", "60000x60000", "at most 2147483647 values")]
    public void An_example_that_a_network_cannot_be_made_for_is_a_mistake(string model, string input, string text)
    {
        using var cli = new Cli();
        cli.Run("summary", model, "--input", input).AssertFails(2, $"--input {input}", text);
        cli.Run("graph", model, "--input", input).AssertFails(2, $"--input {input}", text);
    }

    [Fact]
    public void A_network_for_photographs_is_not_trained_on_small_images()
    {
        using var cli = new Cli();
        cli.Run("train", "vgg11", "--data", "mnist", "--data-dir", cli.PathOf("data")).AssertFails(2, "at least 32x32", "[1, 28, 28]");
    }

    [Fact]
    public void Gradcheck_of_one_name_checks_its_derivatives()
    {
        using var cli = new Cli();
        Assert.Contains("ok", cli.Run("gradcheck", "conv2d").AssertExit(0).Output, StringComparison.Ordinal);
        Assert.Contains("Linear(4 -> 3)", cli.Run("gradcheck", "Linear").AssertExit(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Gradcheck_of_a_model_checks_a_sample_of_its_parameters_and_says_how_large()
    {
        using var cli = new Cli();
        var text = cli.Run("gradcheck", "lenet5").AssertExit(0).Output;
        Assert.Contains("ok      model lenet5", text, StringComparison.Ordinal);
        Assert.Contains("200 derivatives of 63274, drawn at random", text, StringComparison.Ordinal);
        Assert.Contains("mlp", cli.Run("gradcheck", "lenet6").AssertExit(2).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_sets_are_listed_with_their_place()
    {
        using var cli = new Cli();
        var text = cli.Run("data", "list").AssertExit(0).Output;
        Assert.Contains(cli.PathOf("data", "mnist"), text, StringComparison.Ordinal);
        Assert.Contains("made by the program itself", text, StringComparison.Ordinal);
        Assert.Contains("adjoint data get fashion-mnist", text, StringComparison.Ordinal);
        cli.Run("data", "get", "pen-digits").AssertExit(0);
    }
}
