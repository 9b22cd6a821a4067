using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Adjoint.Generators.Catalogues;

/// <summary>Reports classes that belong into a catalogue and that the catalogue cannot name.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CatalogueAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor s_unlisted = new("ADJ004", "A class that a catalogue cannot list",
        "'{0}' implements '{1}', but its catalogue cannot list it, because {2}. "
        + "Hint: a class that is neither generic nor private can be listed.",
        "Adjoint.Catalogues", DiagnosticSeverity.Error, isEnabledByDefault: true);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [s_unlisted];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(Check, SymbolKind.NamedType);
    }

    private static void Check(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        foreach (var catalogued in CatalogueTypes.InterfacesOf(type))
        {
            if (CatalogueTypes.Obstacle(type) is not { } obstacle) continue;
            context.ReportDiagnostic(Diagnostic.Create(s_unlisted, type.Locations[0], type.Name, catalogued.Name, obstacle));
        }
    }
}
