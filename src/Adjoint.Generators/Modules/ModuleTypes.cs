using Microsoft.CodeAnalysis;

namespace Adjoint.Generators.Modules;

/// <summary>Recognizes the types that make up a module tree.</summary>
internal static class ModuleTypes
{
    private const string Namespace = "Adjoint.Nn";

    /// <summary>True for Module, the classes that derive from it, and type parameters bound to them.</summary>
    public static bool IsModule(ITypeSymbol type)
    {
        if (type is ITypeParameterSymbol parameter) return parameter.ConstraintTypes.Any(IsModule);
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (Is(current, "Module")) return true;
        }
        return false;
    }

    public static bool IsParameter(ITypeSymbol type) => Is(type, "Parameter");

    public static bool IsStateTensor(ITypeSymbol type) => Is(type, "StateTensor");

    /// <summary>True if something of the tree is, or may be, inside a value of this type, however deep.</summary>
    public static bool Holds(ITypeSymbol type) => Holds(type, new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default));

    /// <summary>The type of the elements of a one-dimensional array or a list; null for other types.</summary>
    public static ITypeSymbol? ElementOf(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol array) return array.Rank == 1 ? array.ElementType : null;
        return Interfaces(type).FirstOrDefault(i => i.OriginalDefinition.SpecialType
            is SpecialType.System_Collections_Generic_IReadOnlyList_T or SpecialType.System_Collections_Generic_IList_T)?.TypeArguments[0];
    }

    /// <summary>The type of the values of a dictionary with string keys; null for other types.</summary>
    public static ITypeSymbol? EntryValueOf(ITypeSymbol type) =>
        Interfaces(type).FirstOrDefault(i => i is { Name: "IReadOnlyDictionary" or "IDictionary", TypeArguments: { Length: 2 } arguments }
            && arguments[0].SpecialType == SpecialType.System_String)?.TypeArguments[1];

    private static bool Is(ITypeSymbol type, string name) =>
        type.Name == name && type.ContainingType is null && type is INamedTypeSymbol { Arity: 0 }
            && type.ContainingNamespace?.ToDisplayString() == Namespace;

    // Deferred sequences are no lists: they could make new modules each time they are walked.
    private static IEnumerable<INamedTypeSymbol> Interfaces(ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Interface } itself ? type.AllInterfaces.Concat([itself]) : type.AllInterfaces;

    private static bool Holds(ITypeSymbol type, HashSet<ITypeSymbol> seen)
    {
        if (IsModule(type) || IsParameter(type) || IsStateTensor(type)) return true;
        if (!seen.Add(type) || type.TypeKind is TypeKind.Delegate or TypeKind.Enum) return false;
        if (type is IArrayTypeSymbol array) return Holds(array.ElementType, seen);
        if (type is not INamedTypeSymbol named) return false;
        return named.TypeArguments.Any(argument => Holds(argument, seen))
            || (IsOfThisSource(named) && OwnFields(named).Any(field => Holds(field, seen)));
    }

    /// <summary>A plain class or struct written beside the module may carry members of it, too.</summary>
    private static bool IsOfThisSource(INamedTypeSymbol type) => type.DeclaringSyntaxReferences.Length > 0;

    private static IEnumerable<ITypeSymbol> OwnFields(INamedTypeSymbol type) =>
        type.GetMembers().OfType<IFieldSymbol>().Where(field => !field.IsStatic).Select(field => field.Type);
}
