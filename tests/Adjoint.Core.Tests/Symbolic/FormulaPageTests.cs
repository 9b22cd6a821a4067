using System.Text.RegularExpressions;
using Adjoint.Symbolic;

namespace Adjoint.Core.Tests.Symbolic;

/// <summary>docs/formulas.md against the functions that there are.</summary>
public sealed partial class FormulaPageTests
{
    private static readonly string s_page = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "formulas.md"));

    // | `call(arguments)` | `alias`, ... | meaning |
    private static readonly Match[] s_rows = [.. Row().Matches(s_page).Cast<Match>()];

    [Fact]
    public void The_page_has_a_row_for_each_function_in_order() =>
        Assert.Equal(FormulaFunctions.Names, s_rows.Select(row => row.Groups["name"].Value));

    [Fact]
    public void The_page_has_every_further_name_beside_its_function()
    {
        var names = new List<string>();
        foreach (var row in s_rows)
        {
            var name = row.Groups["name"].Value;
            names.Add(name);
            foreach (var alias in Quoted().Matches(row.Groups["aliases"].Value).Select(match => match.Groups[1].Value))
            {
                names.Add(alias);
                Assert.Same(FormulaFunctions.Find(name), FormulaFunctions.Find(alias));
            }
        }
        Assert.Equal(FormulaFunctions.AllNames, names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_page_has_every_constant() =>
        Assert.All(FormulaFunctions.Constants, name => Assert.Contains($"`{name}`", s_page, StringComparison.Ordinal));

    [Fact]
    public void What_the_page_says_a_function_is_has_the_functions_value()
    {
        var compared = 0;
        foreach (var row in s_rows.Where(row => row.Groups["formula"].Success))
        {
            // Bounds of clamp are numbers, and selu's are rounded on the page.
            if (row.Groups["name"].Value is "clamp" or "selu") continue;
            var (call, meaning) = (Formula.Parse(row.Groups["call"].Value), Formula.Parse(row.Groups["formula"].Value));
            foreach (var x in new[] { -3.7, -0.4, 0.3, 0.9, 8.2 })
            {
                (string, double)[] at = [("x", x), ("y", 1.5), ("t", 0.25), ("p", 0.6), ("a", 0.1)];
                Assert.Equal(call.Evaluate(at), meaning.Evaluate(at), 1e-9);
            }
            compared++;
        }
        Assert.True(compared > 20, $"only {compared} rows were compared");
    }

    [GeneratedRegex(@"^\| `(?<call>(?<name>\w+)\([^`]*\))` \|(?<aliases>[^|]*)\| (`(?<formula>[^`]+)`|[^|`]*)", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`(\\w+)`")]
    private static partial Regex Quoted();
}
