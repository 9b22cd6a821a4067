namespace Adjoint.Generators.Tests;

public sealed class CatalogueGeneratorTests
{
    private const string Interface = """
        namespace Zoo;
        [Catalogue("AnimalCatalogue")]
        internal interface IAnimal { static abstract IEnumerable<string> Samples { get; } }
        """;

    [Fact]
    public void Every_class_that_can_be_made_is_listed_by_name()
    {
        var project = new UserProject(Interface, """
            namespace Zoo;
            abstract class Animal : IAnimal { public static IEnumerable<string> Samples => []; }
            class Newt : Animal;
            class Cat : IAnimal { static IEnumerable<string> IAnimal.Samples => ["cat"]; }
            partial class Pen { internal struct Ape : IAnimal { public static IEnumerable<string> Samples => ["ape"]; } }
            """);
        var source = project.Generated["AnimalCatalogue.g.cs"];
        Assert.Empty(project.CompilerProblems);
        Assert.Contains("internal static class AnimalCatalogue", source, StringComparison.Ordinal);
        Assert.Equal(["Of<global::Zoo.Cat>()", "Of<global::Zoo.Newt>()", "Of<global::Zoo.Pen.Ape>()"],
            System.Text.RegularExpressions.Regex.Matches(source, @"Of<global.*?>\(\)").Select(match => match.Value));
    }

    [Fact]
    public void The_list_has_the_name_it_has_in_the_interface()
    {
        var project = new UserProject(
            "[Catalogue(\"ToolCatalogue\")] public interface ITool { static abstract IReadOnlyList<int> Sizes { get; } }",
            "class Saw : ITool { public static IReadOnlyList<int> Sizes => [1]; }");
        Assert.Contains("public static global::System.Collections.Generic.IEnumerable<int> Sizes", project.Generated["ToolCatalogue.g.cs"],
            StringComparison.Ordinal);
        Assert.Empty(project.CompilerProblems);
    }

    [Fact]
    public void A_catalogue_of_nothing_compiles()
    {
        var project = new UserProject(Interface);
        Assert.Contains("AnimalCatalogue.g.cs", project.Generated.Keys);
        Assert.Empty(project.CompilerProblems);
    }

    [Theory]
    [InlineData("class Box<T> : IAnimal { public static IEnumerable<string> Samples => []; }", "'Box' has type parameters")]
    [InlineData("class Pen { private class Ape : IAnimal { public static IEnumerable<string> Samples => []; } }", "'Ape' is not visible")]
    public async Task A_class_that_cannot_be_listed_is_an_error(string source, string reason)
    {
        var project = new UserProject(Interface, "namespace Zoo; " + source);
        var finding = Assert.Single(await project.Findings());
        Assert.Equal("ADJ004", finding.Rule);
        Assert.Contains(reason, finding.Message, StringComparison.Ordinal);
        Assert.Empty(project.CompilerProblems);
    }
}
