using Microsoft.CodeAnalysis;

namespace Adjoint.Generators.Modules;

/// <summary>What can be wrong with a module class.</summary>
internal static class ModuleDiagnostics
{
    private const string Category = "Adjoint.Modules";

    /// <summary>{0} the module, {1} why, {2} what to do.</summary>
    public static readonly DiagnosticDescriptor NotPartial = new("ADJ001", "A module with members of its own must be partial",
        "The parameters and modules in '{0}' cannot be registered, because {1}. Hint: {2}.",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    /// <summary>{0} the member or parameter, {1} the module, {2} why.</summary>
    public static readonly DiagnosticDescriptor Hidden = new("ADJ002", "A parameter or module that the module tree does not see",
        "What '{0}' holds is not registered in '{1}', because {2}. Hint: keep it in a field or property of type Parameter, StateTensor or "
        + "Module, or an array, list or string-keyed dictionary of them; or mark it [NotRegistered] if it is not part of this module.",
        Category, DiagnosticSeverity.Warning, isEnabledByDefault: true);

    /// <summary>{0} the member, {1} the other, {2} the state name, {3} the module.</summary>
    public static readonly DiagnosticDescriptor SameName = new("ADJ003", "Two members of a module with one state name",
        "'{0}' and '{1}' of '{3}' have the same state name '{2}'. Hint: give one of them another with [StateName(\"...\")].",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
}
