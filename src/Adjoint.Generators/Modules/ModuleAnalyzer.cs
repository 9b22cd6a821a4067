using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Adjoint.Generators.Modules;

/// <summary>
/// Reports module classes whose parameters and modules the generator cannot register, so that nothing stays unregistered in silence.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ModuleAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics =>
        [ModuleDiagnostics.NotPartial, ModuleDiagnostics.Hidden, ModuleDiagnostics.SameName];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(CheckModule, SymbolKind.NamedType);
        context.RegisterOperationAction(CheckAssignment, OperationKind.SimpleAssignment, OperationKind.CoalesceAssignment,
            OperationKind.FieldInitializer, OperationKind.PropertyInitializer);
        context.RegisterOperationAction(CheckCapture, OperationKind.ParameterReference);
    }

    private static void CheckModule(SymbolAnalysisContext context)
    {
        var module = (INamedTypeSymbol)context.Symbol;
        if (module.TypeKind != TypeKind.Class || !IsListedByGenerator(module)) return;
        var registered = MemberFinder.Registered(module).ToArray();
        if (registered.Length > 0) CheckShell(context, module);
        foreach (var symbol in MemberFinder.Hidden(module))
        {
            var reason = $"the generator does not look into the type '{Text(TypeOf(symbol))}'";
            context.ReportDiagnostic(Diagnostic.Create(ModuleDiagnostics.Hidden, symbol.Locations[0], symbol.Name, module.Name, reason));
        }
        CheckNames(context, module, registered);
    }

    private static void CheckShell(SymbolAnalysisContext context, INamedTypeSymbol module)
    {
        foreach (var type in TypeShell.Chain(module))
        {
            if (type.IsFileLocal)
            {
                Report(type, "a file-local class cannot be extended by the generator", $"make '{type.Name}' internal");
                return;
            }
            if (TypeShell.IsPartial(type)) continue;
            var isModule = SymbolEqualityComparer.Default.Equals(type, module);
            Report(type, isModule ? "it is not partial" : $"'{type.Name}', which it is nested in, is not partial",
                $"write 'partial class {type.Name}'");
            return;
        }

        void Report(INamedTypeSymbol type, string reason, string hint) => context.ReportDiagnostic(
            Diagnostic.Create(ModuleDiagnostics.NotPartial, type.Locations[0], module.Name, reason, hint));
    }

    private static void CheckNames(SymbolAnalysisContext context, INamedTypeSymbol module, (ISymbol Symbol, Member Member)[] registered)
    {
        var names = new Dictionary<string, ISymbol>();
        for (var type = module.BaseType; type is not null && IsListedByGenerator(type); type = type.BaseType)
        {
            foreach (var (symbol, member) in MemberFinder.Registered(type)) names[member.StateName] = symbol;
        }
        foreach (var (symbol, member) in registered)
        {
            if (!names.TryGetValue(member.StateName, out var other))
            {
                names.Add(member.StateName, symbol);
                continue;
            }
            context.ReportDiagnostic(Diagnostic.Create(ModuleDiagnostics.SameName, symbol.Locations[0],
                symbol.Name, other.Name, member.StateName, module.Name));
        }
    }

    /// <summary>
    /// A module or parameter put into a member whose type does not show it: an object, an interface, the tensor of a parameter.
    /// </summary>
    private static void CheckAssignment(OperationAnalysisContext context)
    {
        var value = context.Operation switch
        {
            IAssignmentOperation assignment => assignment.Value,
            ISymbolInitializerOperation initializer => initializer.Value,
            _ => null,
        };
        while (value is IConversionOperation { IsImplicit: true } conversion) value = conversion.Operand;
        if (value?.Type is not { } type || MemberFinder.KindOf(type) is null) return;
        foreach (var target in Targets(context.Operation))
        {
            if (!HidesContent(target)) continue;
            context.ReportDiagnostic(Diagnostic.Create(ModuleDiagnostics.Hidden, context.Operation.Syntax.GetLocation(), target.Name,
                target.ContainingType.Name, $"its type '{Text(TypeOf(target))}' does not show the {Text(type)} in it"));
        }
    }

    private static bool HidesContent(ISymbol member) => !member.IsStatic && IsListedByGenerator(member.ContainingType)
        && !MemberFinder.IsLeftOut(member) && TypeOf(member) is { } type && MemberFinder.KindOf(type) is null && !ModuleTypes.Holds(type);

    private static IEnumerable<ISymbol> Targets(IOperation operation) => operation switch
    {
        IAssignmentOperation { Target: IMemberReferenceOperation { Instance: IInstanceReferenceOperation } target } => [target.Member],
        IFieldInitializerOperation initializer => initializer.InitializedFields,
        IPropertyInitializerOperation initializer => initializer.InitializedProperties,
        _ => [],
    };

    /// <summary>A parameter of a primary constructor that a method uses lives in a field nobody can see.</summary>
    private static void CheckCapture(OperationAnalysisContext context)
    {
        var parameter = ((IParameterReferenceOperation)context.Operation).Parameter;
        if (parameter.ContainingSymbol is not IMethodSymbol { MethodKind: MethodKind.Constructor } constructor) return;
        if (context.ContainingSymbol is not IMethodSymbol user || SymbolEqualityComparer.Default.Equals(user, constructor)) return;
        var module = constructor.ContainingType;
        if (!IsListedByGenerator(module) || !ModuleTypes.Holds(parameter.Type) || MemberFinder.IsLeftOut(parameter)) return;
        context.ReportDiagnostic(Diagnostic.Create(ModuleDiagnostics.Hidden, context.Operation.Syntax.GetLocation(),
            parameter.Name, module.Name, "a parameter of a primary constructor is not a member"));
    }

    private static bool IsListedByGenerator(INamedTypeSymbol type) =>
        ModuleTypes.IsModule(type) && type.BaseType is { } parent && ModuleTypes.IsModule(parent) && !MemberFinder.ListsByHand(type);

    private static string? Text(ITypeSymbol? type) => type?.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    private static ITypeSymbol? TypeOf(ISymbol symbol) => (symbol as IFieldSymbol)?.Type ?? (symbol as IPropertySymbol)?.Type;
}
