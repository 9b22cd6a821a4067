using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using Adjoint.Generators.Catalogues;
using Adjoint.Generators.Modules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Adjoint.Guide.Tests;

/// <summary>The blocks of a page as one program, compiled as a user's project would be, and run.</summary>
internal sealed class ChapterProgram
{
    // Ends the output of one block; no text contains it.
    private const char EndOfSnippet = '\u001e';

    private static readonly CSharpParseOptions s_language = new(LanguageVersion.Preview);
    private static readonly ImmutableArray<MetadataReference> s_references = References();
    private readonly CSharpCompilation _compilation;

    public ChapterProgram(Chapter chapter)
    {
        var tree = CSharpSyntaxTree.ParseText(Source(chapter), s_language);
        var usings = CSharpSyntaxTree.ParseText("global using System; global using System.Collections.Generic; global using System.IO; "
            + "global using System.Linq; global using Adjoint;", s_language);
        var source = CSharpCompilation.Create("Chapter" + Guid.NewGuid().ToString("N"), [usings, tree], s_references,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        ISourceGenerator[] generators = [new ModuleGenerator().AsSourceGenerator(), new CatalogueGenerator().AsSourceGenerator()];
        CSharpGeneratorDriver.Create(generators, parseOptions: s_language).RunGeneratorsAndUpdateCompilation(source, out var complete, out _);
        _compilation = (CSharpCompilation)complete;
    }

    /// <summary>Warnings and errors, with page and line.</summary>
    public IReadOnlyList<string> Problems => [.. _compilation.GetDiagnostics().Where(problem => problem.Severity >= DiagnosticSeverity.Warning)
        .Select(problem => problem.ToString())];

    /// <summary>Runs the program in a folder; gives back what each block of statements printed.</summary>
    public string[] Run(string folder)
    {
        using var image = new MemoryStream();
        var emitted = _compilation.Emit(image);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));
        var main = Assembly.Load(image.ToArray()).EntryPoint!;
        var (output, outer, home) = (new StringWriter { NewLine = "\n" }, Console.Out, Environment.CurrentDirectory);
        try
        {
            Console.SetOut(output);
            Environment.CurrentDirectory = folder;
            main.Invoke(null, main.GetParameters().Length == 0 ? [] : [Array.Empty<string>()]);
        }
        finally
        {
            Environment.CurrentDirectory = home;
            Console.SetOut(outer);
        }
        return output.ToString().Split(EndOfSnippet)[..^1];
    }

    private static string Source(Chapter chapter)
    {
        var (usings, statements, types) = (new StringBuilder(), new StringBuilder(), new StringBuilder());
        foreach (var snippet in chapter.Snippets)
        {
            var target = snippet.DeclaresTypes ? types : statements;
            var line = snippet.Line;
            foreach (var text in snippet.Code.Split('\n'))
            {
                var part = text.StartsWith("using ", StringComparison.Ordinal) && !text.Contains('=') && text.EndsWith(';') ? usings : target;
                part.Append($"#line {line++} \"{chapter.Path.Replace('\\', '/')}\"\n{text}\n");
            }
            if (!snippet.DeclaresTypes) statements.Append($"#line hidden\nSystem.Console.Write('\\u{(int)EndOfSnippet:x4}');\n");
        }
        return $"{usings}{statements}{types}";
    }

    private static ImmutableArray<MetadataReference> References()
    {
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        string[] ours = [typeof(Tensor).Assembly.Location, typeof(Nn.Module).Assembly.Location];
        return [.. platform.Concat(ours).Distinct().Select(path => MetadataReference.CreateFromFile(path))];
    }
}
