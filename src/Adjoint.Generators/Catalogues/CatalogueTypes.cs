using Microsoft.CodeAnalysis;

namespace Adjoint.Generators.Catalogues;

/// <summary>Finds the interfaces that ask for a catalogue and the classes that stand in one.</summary>
internal static class CatalogueTypes
{
    public const string Attribute = "Adjoint.CatalogueAttribute";

    /// <summary>The interfaces of this assembly that ask for a catalogue and that a class which can be created implements.</summary>
    public static IEnumerable<INamedTypeSymbol> InterfacesOf(INamedTypeSymbol type)
    {
        if (type.IsAbstract || type.TypeKind is not (TypeKind.Class or TypeKind.Struct)) return [];
        return type.AllInterfaces.Where(i => SymbolEqualityComparer.Default.Equals(i.ContainingAssembly, type.ContainingAssembly)
            && i.GetAttributes().Any(attribute => attribute.AttributeClass?.ToDisplayString() == Attribute));
    }

    /// <summary>Why a class cannot be named from the catalogue; null if it can.</summary>
    public static string? Obstacle(INamedTypeSymbol type)
    {
        foreach (var part in TypeShell.Chain(type))
        {
            if (part.TypeParameters.Length > 0) return $"'{part.Name}' has type parameters";
            if (part.IsFileLocal) return $"'{part.Name}' is local to its file";
            if (part.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal))
            {
                return $"'{part.Name}' is not visible to the assembly";
            }
        }
        return null;
    }
}
