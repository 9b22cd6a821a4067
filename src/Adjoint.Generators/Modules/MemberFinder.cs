using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Adjoint.Generators.Modules;

/// <summary>Finds what a module class registers: its own instance fields and auto-properties, in the order they are written.</summary>
internal static class MemberFinder
{
    private const int MaxNesting = 8;

    public static IEnumerable<(ISymbol Symbol, Member Member)> Registered(INamedTypeSymbol module) => Candidates(module)
        .Select(candidate => (candidate.Symbol, Member: MemberOf(candidate.Symbol, candidate.Type)))
        .Where(found => found.Member is not null)
        .Select(found => (found.Symbol, found.Member!));

    /// <summary>Members that hold something of the tree in a way the generator cannot list.</summary>
    public static IEnumerable<ISymbol> Hidden(INamedTypeSymbol module) => Candidates(module)
        .Where(candidate => KindOf(candidate.Type) is null && ModuleTypes.Holds(candidate.Type))
        .Select(candidate => candidate.Symbol);

    /// <summary>What a value of this type holds; null if it holds nothing the generator can list.</summary>
    public static MemberKind? KindOf(ITypeSymbol type) => KindOf(type, depth: 0);

    public static bool IsLeftOut(ISymbol symbol) => AttributesOf(symbol).Any(attribute => IsNamed(attribute, "NotRegisteredAttribute"));

    /// <summary>True if the class lists its members by hand; an analyzer also sees what the generator wrote.</summary>
    public static bool ListsByHand(INamedTypeSymbol module) =>
        module.GetMembers("VisitMembers").Any(method => method.IsOverride && !IsGenerated(method));

    private static MemberKind? KindOf(ITypeSymbol type, int depth)
    {
        if (ModuleTypes.IsModule(type)) return MemberKind.Module;
        if (ModuleTypes.IsParameter(type)) return MemberKind.Parameter;
        if (ModuleTypes.IsStateTensor(type)) return MemberKind.StateTensor;
        // A type may be a list of itself.
        if (depth == MaxNesting) return null;
        var value = ModuleTypes.EntryValueOf(type);
        var inner = value ?? ModuleTypes.ElementOf(type);
        if (inner is null || KindOf(inner, depth + 1) is not { } innerKind) return null;
        return value is null ? MemberKind.Each(innerKind) : MemberKind.Entries(innerKind);
    }

    private static IEnumerable<(ISymbol Symbol, ITypeSymbol Type)> Candidates(INamedTypeSymbol module)
    {
        var backingFields = module.GetMembers().OfType<IFieldSymbol>().Where(field => field.AssociatedSymbol is IPropertySymbol).ToArray();
        foreach (var symbol in module.GetMembers())
        {
            if (symbol.IsStatic || IsLeftOut(symbol)) continue;
            if (symbol is IFieldSymbol { IsImplicitlyDeclared: false } field) yield return (field, field.Type);
            if (symbol is not IPropertySymbol property) continue;
            var isAuto = backingFields.Any(backing => SymbolEqualityComparer.Default.Equals(backing.AssociatedSymbol, property));
            if (isAuto && !property.IsWriteOnly) yield return (property, property.Type);
        }
    }

    private static Member? MemberOf(ISymbol symbol, ITypeSymbol type)
    {
        if (KindOf(type) is not { } kind) return null;
        var keyword = SyntaxFacts.GetKeywordKind(symbol.Name) != SyntaxKind.None;
        return new Member(StateNameOf(symbol), keyword ? "@" + symbol.Name : symbol.Name, kind);
    }

    private static string StateNameOf(ISymbol symbol)
    {
        var given = AttributesOf(symbol).FirstOrDefault(attribute => IsNamed(attribute, "StateNameAttribute"));
        return given?.ConstructorArguments.FirstOrDefault().Value as string ?? StateNames.Of(symbol.Name);
    }

    /// <summary>The attributes of a member and, for a property, those written for its field.</summary>
    private static IEnumerable<AttributeData> AttributesOf(ISymbol symbol)
    {
        var backing = symbol.ContainingType.GetMembers().OfType<IFieldSymbol>()
            .FirstOrDefault(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, symbol));
        return backing is null ? symbol.GetAttributes() : symbol.GetAttributes().Concat(backing.GetAttributes());
    }

    private static bool IsGenerated(ISymbol method) =>
        method.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "GeneratedCodeAttribute");

    private static bool IsNamed(AttributeData attribute, string name) =>
        attribute.AttributeClass is { } type && type.Name == name && type.ContainingNamespace.ToDisplayString() == "Adjoint.Nn";
}
