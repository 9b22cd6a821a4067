using System.Text.RegularExpressions;

namespace Adjoint.Core.Tests.Architecture;

/// <summary>Holds the arrows of ARCHITECTURE.md against the sources.</summary>
public sealed partial class ArrowTests
{
    private static readonly string s_source = Path.Combine(SourceTree.Root, "src");

    [Fact]
    public void Core_refers_to_no_project_and_to_no_package_but_tensor_primitives()
    {
        var project = File.ReadAllText(Path.Combine(s_source, "Adjoint.Core", "Adjoint.Core.csproj"));
        Assert.Equal(["System.Numerics.Tensors"], Reference("PackageReference", project));
        // The generator runs at compile time and is not referred to by the assembly.
        Assert.Equal(["../Adjoint.Generators/Adjoint.Generators.csproj"], Reference("ProjectReference", project));
        Assert.Contains("ReferenceOutputAssembly=\"false\"", project, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Autodiff")]
    [InlineData("Graphs")]
    [InlineData("Backends")]
    public void The_room_names_no_operation(string room)
    {
        var operations = Directory.EnumerateFiles(Path.Combine(s_source, "Adjoint.Core", "Ops"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => SealedOperation().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value).ToHashSet();
        Assert.Contains("SinOperation", operations);
        var offenders = Lines(Path.Combine(s_source, "Adjoint.Core", room))
            .Where(line => Word().Matches(line.Text).Any(word => operations.Contains(word.Value)))
            // Gradients that reach a tensor on several paths are added: the one operation differentiation itself is made of.
            .Where(line => line.File != "GradientSum.cs").Select(line => $"{line.File}: {line.Text}");
        Assert.Empty(offenders);
    }

    [Fact]
    public void In_core_nothing_but_the_functional_surface_refers_to_the_symbols()
    {
        var symbolic = Path.Combine(s_source, "Adjoint.Core", "Symbolic");
        var functional = Path.Combine(s_source, "Adjoint.Core", "Functional");
        Assert.Contains(Lines(symbolic), line => line.File == "Formula.cs");
        var offenders = Lines(Path.Combine(s_source, "Adjoint.Core"))
            .Where(line => !line.Folder.StartsWith(symbolic, StringComparison.Ordinal) && line.Folder != functional)
            .Where(line => line.Text.Contains("Adjoint.Symbolic", StringComparison.Ordinal))
            .Select(line => $"{line.File}: {line.Text}");
        Assert.Empty(offenders);
    }

    [Fact]
    public void In_core_only_backends_know_vector_registers()
    {
        var backends = Path.Combine("Adjoint.Core", "Backends");
        var offenders = Lines(Path.Combine(s_source, "Adjoint.Core")).Where(line => line.Text.Contains("System.Runtime.Intrinsics", StringComparison.Ordinal) && !line.Folder.Contains(backends, StringComparison.Ordinal))
            .Select(line => line.File);
        Assert.Empty(offenders);
    }

    [Fact]
    public void The_library_reaches_core_through_its_public_surface()
    {
        var project = File.ReadAllText(Path.Combine(s_source, "Adjoint.Core", "Adjoint.Core.csproj"));
        Assert.DoesNotContain("InternalsVisibleTo Include=\"Adjoint\"", project, StringComparison.Ordinal);
    }

    private static string[] Reference(string kind, string project) => [.. Regex.Matches(project, $"<{kind} Include=\"([^\"]+)\"").Select(match => match.Groups[1].Value)];

    private static IEnumerable<(string Folder, string File, string Text)> Lines(string folder) => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
        .SelectMany(file => File.ReadLines(file).Where(line => !line.TrimStart().StartsWith("///", StringComparison.Ordinal))
            .Select(line => (Path.GetDirectoryName(file)!, Path.GetFileName(file), line)));

    [GeneratedRegex(@"sealed class (\w+Operation)\b")]
    private static partial Regex SealedOperation();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();
}
