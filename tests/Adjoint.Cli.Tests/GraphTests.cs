using System.Xml.Linq;

namespace Adjoint.Cli.Tests;

public sealed class GraphTests
{
    [Fact]
    public void A_network_is_listed_in_order()
    {
        using var cli = new Cli();
        var output = cli.Run("graph", "lenet5").AssertExit(0).Output;
        Assert.Contains("conv1.weight", output, StringComparison.Ordinal);
        Assert.Contains("23 nodes (11 variables, 12 operations), 22 edges, depth 12, 847,642 FLOPs", output, StringComparison.Ordinal);
        Assert.Contains("13 nodes (1 variable, 7 operations, 5 modules)", cli.Run("graph", "lenet5", "--collapse", "1").Output,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("googlenet")]
    [InlineData("resnet18")]
    public void A_large_network_is_shown_by_its_modules_unless_all_is_asked_for(string model)
    {
        using var cli = new Cli();
        var folded = cli.Run("graph", model, "--json", "--svg", "net.svg", "--dot", "net.dot").AssertExit(0);
        var counts = Assert.Single(folded.Lines).GetProperty("counts");
        Assert.InRange(counts.GetProperty("nodes").GetInt32(), 10, 60);
        Assert.True(counts.GetProperty("module").GetInt32() > 8);
        Assert.Contains("--full", folded.Errors, StringComparison.Ordinal);
        Assert.Equal("svg", XDocument.Load(cli.PathOf("net.svg")).Root!.Name.LocalName);
        var full = Assert.Single(cli.Run("graph", model, "--json", "--full").AssertExit(0).Lines).GetProperty("counts");
        Assert.Equal(0, full.GetProperty("module").GetInt32());
        Assert.True(full.GetProperty("nodes").GetInt32() > 150);
    }

    [Fact]
    public void A_graph_is_of_the_example_that_is_given()
    {
        using var cli = new Cli();
        Assert.Contains("[1, 16, 20, 24]", cli.Run("graph", "resnet20", "--depth", "1", "--input", "3x20x24").AssertExit(0).Output,
            StringComparison.Ordinal);
        cli.Run("graph", "x^2", "--input", "3x20x24").AssertFails(2, "--input");
    }

    [Fact]
    public void A_formula_comes_over_standard_input_even_if_it_is_one_word()
    {
        using var cli = new Cli();
        Assert.Equal(cli.Run("graph", "x^2").AssertExit(0).Output, cli.RunWithInput("x^2\n", "graph", "-").AssertExit(0).Output);
        cli.RunWithInput("x", "graph", "-").AssertExit(0);
    }

    [Theory]
    [InlineData("--svg")]
    [InlineData("--dot")]
    public void A_file_without_a_name_is_a_mistake(string option)
    {
        using var cli = new Cli();
        cli.Run("graph", "x^2", option, "").AssertFails(2, $"{option} needs the name of a file");
    }

    [Fact]
    public void A_formula_that_is_too_large_to_be_drawn_has_no_modules_to_join()
    {
        using var cli = new Cli();
        var formula = string.Concat(Enumerable.Repeat("-sin(", 10_000)) + "x" + new string(')', 10_000);
        var errors = cli.RunWithInput(formula, "graph", "-", "--svg", "chain.svg").AssertFails(1, "is too large to be drawn").Errors;
        Assert.DoesNotContain("CollapseByModule", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_formula_is_one_line_of_JSON()
    {
        using var cli = new Cli();
        var graph = Assert.Single(cli.Run("graph", "ln(x1) + x1*x2 - sin(x2)", "--json").AssertExit(0).Lines);
        Assert.Equal((1, "graph", 3), (graph.GetProperty("v").GetInt32(), graph.GetProperty("type").GetString(),
            graph.GetProperty("depth").GetInt32()));
        Assert.Equal(["x1", "x2", "log", "mul", "add", "sin", "sub"],
            graph.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("label").GetString()));
    }

    [Fact]
    public void Files_are_written_and_standard_output_stays_free()
    {
        using var cli = new Cli();
        var result = cli.Run("graph", "mlp", "--svg", "mlp.svg", "--dot", "mlp.dot", "--json").AssertExit(0);
        Assert.Single(result.Lines);
        Assert.Contains("mlp.svg: 9 nodes", result.Errors, StringComparison.Ordinal);
        Assert.Equal("svg", XDocument.Load(cli.PathOf("mlp.svg")).Root!.Name.LocalName);
        Assert.StartsWith("digraph \"mlp\" {", File.ReadAllText(cli.PathOf("mlp.dot")), StringComparison.Ordinal);
    }

    [Fact]
    public void Elementary_granularity_shows_more_steps()
    {
        using var cli = new Cli();
        Assert.Contains("sigmoid", cli.Run("graph", "sigmoid(x)").AssertExit(0).Output, StringComparison.Ordinal);
        var fine = cli.Run("graph", "sigmoid(x)", "--granularity", "elementary").AssertExit(0).Output;
        Assert.Contains("exp", fine, StringComparison.Ordinal);
        Assert.DoesNotContain("sigmoid", fine, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_an_error()
    {
        using var cli = new Cli();
        cli.Run("graph", "mlp", "--svg", "nowhere/x.svg").AssertFails(1, "nowhere/x.svg");
    }
}
