using System.Collections.Immutable;
using Adjoint.Generators.Catalogues;
using Adjoint.Generators.Modules;
using Adjoint.Nn;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Adjoint.Generators.Tests;

/// <summary>A user's project of some source files, compiled with the generators and analyzers as the package brings them.</summary>
internal sealed class UserProject
{
    private const string Usings =
        "global using System; global using System.Collections.Generic; global using Adjoint; global using Adjoint.Nn;";

    private static readonly CSharpParseOptions s_language = new(LanguageVersion.Preview);
    private static readonly ImmutableArray<MetadataReference> s_references = References();

    private readonly CSharpCompilation _source;
    private readonly CSharpCompilation _complete;
    private readonly GeneratorDriver _driver;

    public UserProject(params string[] files)
    {
        _source = CSharpCompilation.Create("User", [.. files.Prepend(Usings).Select(Parse)], s_references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        ISourceGenerator[] generators = [new ModuleGenerator().AsSourceGenerator(), new CatalogueGenerator().AsSourceGenerator()];
        _driver = CSharpGeneratorDriver.Create(generators, parseOptions: s_language,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        _driver = _driver.RunGeneratorsAndUpdateCompilation(_source, out var complete, out _);
        _complete = (CSharpCompilation)complete;
    }

    /// <summary>The generated files by name.</summary>
    public IReadOnlyDictionary<string, string> Generated => _driver.GetRunResult().Results.SelectMany(result => result.GeneratedSources)
        .ToDictionary(source => source.HintName, source => source.SourceText.ToString());

    /// <summary>The compiler's own warnings and errors, generated code included.</summary>
    public IReadOnlyList<string> CompilerProblems => [.. _complete.GetDiagnostics().Where(IsProblem).Select(problem => problem.ToString())];

    /// <summary>What our analyzers say: the rule, the text it points at, and the message.</summary>
    public async Task<IReadOnlyList<(string Rule, string At, string Message)>> Findings()
    {
        var analyzed = _complete.WithAnalyzers([new ModuleAnalyzer(), new CatalogueAnalyzer()]);
        var findings = await analyzed.GetAnalyzerDiagnosticsAsync();
        return [.. findings.OrderBy(finding => finding.Location.SourceSpan.Start).Select(finding => (finding.Id, TextAt(finding.Location),
            finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture)))];
    }

    /// <summary>Adds a file and says for each output whether it was made anew.</summary>
    public IReadOnlyList<IncrementalStepRunReason> OutputsAfterAdding(string file) =>
        [.. _driver.RunGenerators(_source.AddSyntaxTrees(Parse(file))).GetRunResult().Results
            .SelectMany(result => result.TrackedOutputSteps).SelectMany(step => step.Value).SelectMany(step => step.Outputs)
            .Select(output => output.Reason)];

    private static bool IsProblem(Diagnostic diagnostic) => diagnostic.Severity >= DiagnosticSeverity.Warning;

    private static string TextAt(Location location) => location.SourceTree!.GetText().ToString(location.SourceSpan);

    private static SyntaxTree Parse(string source) => CSharpSyntaxTree.ParseText(source, s_language);

    private static ImmutableArray<MetadataReference> References()
    {
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        string[] ours = [typeof(Tensor).Assembly.Location, typeof(Module).Assembly.Location];
        return [.. platform.Concat(ours).Distinct().Select(path => MetadataReference.CreateFromFile(path))];
    }
}
