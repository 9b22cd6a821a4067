namespace Adjoint.Guide.Tests;

public sealed class PyTorchTableTests
{
    private static readonly string s_page = Path.Combine(Repository.Root, "docs", "pytorch.md");

    [Fact]
    public void The_table_of_names_is_what_the_documentation_says()
    {
        var page = PyTorchTable.Page();
        if (Repository.TakesOver) File.WriteAllText(s_page, page);
        Assert.Equal(page, File.ReadAllText(s_page));
    }

    [Theory]
    [InlineData("nn.Linear", "Linear")]
    [InlineData("nn.CrossEntropyLoss", "CrossEntropyLoss")]
    [InlineData("optim.Adam", "Adam")]
    [InlineData("torch.tanh", "x.Tanh")]
    public void What_everybody_looks_for_is_in_the_table(string theirs, string ours) =>
        Assert.Contains($"| `{theirs}` | `{ours}` |\n", File.ReadAllText(s_page), StringComparison.Ordinal);
}
