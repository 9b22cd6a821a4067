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
