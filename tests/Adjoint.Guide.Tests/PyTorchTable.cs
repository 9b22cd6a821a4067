using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Adjoint.Guide.Tests;

/// <summary>
/// The table from PyTorch's names to ours, made of the documentation comments: whatever public thing says there how PyTorch calls it.
/// </summary>
internal static partial class PyTorchTable
{
    private const string Opening = """
        # From PyTorch's names to Adjoint's

        For whoever knows PyTorch: what stands for what. The table is made of the documentation comments, each of which says how PyTorch calls the
        same thing; a test keeps it whole. `x` is a tensor. What PyTorch does not have is not here.

        Three habits differ. Sizes and dimensions come as C# collections (`Tensor.Zeros([2, 3])`). Functions of tensors are methods (`x.Softmax(-1)`).
        And nothing is disposed of: memory comes back by itself.

        """;

    private static readonly (string Title, Func<Row, bool> Holds)[] s_sections =
    [
        ("First values", row => row.PyTorch.Contains("init.", StringComparison.Ordinal)),
        ("Layers and modules", row => row.Namespace == "Adjoint.Nn"),
        ("Losses", row => row.Namespace == "Adjoint.Losses"),
        ("Schedules of the step size", row => row.Namespace == "Adjoint.Optim" && row.Name.EndsWith("Schedule", StringComparison.Ordinal)),
        ("Optimizers", row => row.Namespace == "Adjoint.Optim"),
        ("Data", row => row.Namespace == "Adjoint.Data"),
        ("Tensors, operations and derivatives", row => row.Namespace == "Adjoint"),
        ("Everything else", _ => true),
    ];

    /// <summary>The page.</summary>
    public static string Page()
    {
        var rows = new[] { typeof(Tensor).Assembly, typeof(Nn.Module).Assembly }.SelectMany(RowsOf).Distinct().ToList();
        var page = new StringBuilder(Opening.ReplaceLineEndings("\n"));
        foreach (var (title, holds) in s_sections)
        {
            var held = rows.Where(holds).OrderBy(row => row.PyTorch, StringComparer.Ordinal).ThenBy(row => row.Name, StringComparer.Ordinal).ToList();
            rows.RemoveAll(row => holds(row));
            if (held.Count == 0) continue;
            page.Append($"\n## {title}\n\n| PyTorch | Adjoint |\n|---|---|\n");
            foreach (var row in held) page.Append($"| `{Cell(row.PyTorch)}` | `{Cell(row.Name)}` |\n");
        }
        return page.ToString();
    }

    private static string Shortened(string name) => name.StartsWith("torch.nn.", StringComparison.Ordinal) ? name["torch.".Length..] : name;

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    private static IEnumerable<Row> RowsOf(Assembly assembly)
    {
        var document = XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml"));
        foreach (var member in document.Descendants("member"))
        {
            var text = Spaces().Replace(string.Concat(member.Nodes().Select(node => node.ToString())), " ");
            if (PyTorchName().Match(text) is not { Success: true } match) continue;
            if (Named(assembly, member.Attribute("name")!.Value) is not var (space, name)) continue;
            yield return new Row(Shortened(System.Net.WebUtility.HtmlDecode(match.Groups[1].Value)), name, space);
        }
    }

    // A member's id is a letter, the full name, and perhaps its parameters; what stands in an extension block has a made-up class in between.
    private static (string Namespace, string Name)? Named(Assembly assembly, string id)
    {
        var path = ExtensionBlock().Replace(id[2..].Split('(', '~')[0], ".");
        if (id[0] == 'T') return assembly.GetType(path) is { IsPublic: true } type ? (type.Namespace!, ShortName(type)) : null;
        var dot = path.LastIndexOf('.');
        var (owner, member) = (assembly.GetType(path[..dot]), path[(dot + 1)..].Split('`')[0]);
        if (owner is not { IsPublic: true } || member is "#ctor") return null;
        if (owner == typeof(TensorOperations)) return (owner.Namespace!, $"x.{member}");
        if (owner.GetMember(member) is not [var found, ..]) return null;
        if (Operator(member) is { } sign) return (owner.Namespace!, sign);
        var isStatic = found is MethodInfo { IsStatic: true } or PropertyInfo { GetMethod.IsStatic: true };
        return (owner.Namespace!, owner == typeof(Tensor) && !isStatic ? $"x.{member}" : $"{ShortName(owner)}.{member}");
    }

    private static string ShortName(Type type) => type.Name.Split('`')[0];

    private static string? Operator(string member) => member switch
    {
        "op_Addition" => "x + y",
        "op_Subtraction" => "x - y",
        "op_Multiply" => "x * y",
        "op_Division" => "x / y",
        "op_UnaryNegation" => "-x",
        _ => null,
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"PyTorch(?::|,| [\d.]+:)(?: [a-z ]{1,20})? <c>([^<]+)</c>")]
    private static partial Regex PyTorchName();

    [GeneratedRegex(@"\.<[^>]*>\$[^.]*\.")]
    private static partial Regex ExtensionBlock();

    private sealed record Row(string PyTorch, string Name, string Namespace);
}
