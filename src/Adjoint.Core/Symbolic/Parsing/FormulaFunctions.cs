namespace Adjoint.Symbolic;

/// <summary>
/// The functions that formulas know by name: every elementwise operation of the catalogue under its own name, and some of them under the
/// name that is usual in formulas.
/// </summary>
internal static class FormulaFunctions
{
    private const int LongestMisspelling = 32;

    private static readonly Dictionary<string, string> s_aliases = new()
    {
        ["ln"] = "log",
        ["max"] = "maximum",
        ["min"] = "minimum",
        ["arcsin"] = "asin",
        ["arccos"] = "acos",
        ["arctan"] = "atan",
        ["arsinh"] = "asinh",
        ["arcosh"] = "acosh",
        ["artanh"] = "atanh",
    };

    private static readonly Dictionary<string, Operation> s_operations = OperationCatalogue.Samples.Select(sample => sample.Operation)
        .Where(operation => operation is UnaryOperation or BinaryOperation or WhereOperation && !operation.Attributes.Any())
        .GroupBy(operation => operation.Name).ToDictionary(group => group.Key, group => group.First());

    private static readonly Dictionary<string, string> s_usualNames = new() { ["log"] = "ln", ["maximum"] = "max", ["minimum"] = "min" };

    private static readonly Dictionary<string, double> s_constants = new()
    {
        ["pi"] = Math.PI,
        ["π"] = Math.PI,
        ["e"] = Math.E,
        ["inf"] = double.PositiveInfinity,
        ["nan"] = double.NaN,
    };

    /// <summary>The functions by the names they are printed with, in order.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. s_operations.Values.Select(NameOf).Append("clamp").Order(StringComparer.Ordinal)];

    /// <summary>All that a function may be called, in order: <see cref="Names"/>, and further ones for some.</summary>
    public static IReadOnlyList<string> AllNames { get; } =
        [.. s_operations.Keys.Concat(s_aliases.Keys).Append("clamp").Order(StringComparer.Ordinal)];

    /// <summary>The names of constants.</summary>
    public static IReadOnlyCollection<string> Constants => s_constants.Keys;

    /// <summary>The operation that a name stands for; null if there is none.</summary>
    public static Operation? Find(string name) => s_operations.GetValueOrDefault(s_aliases.GetValueOrDefault(name, name));

    public static bool IsFunction(string name) => Find(name) is not null || name == "clamp";

    /// <summary>True for the words that join conditions, and the truth values.</summary>
    public static bool IsWord(string name) => name is "and" or "or" or "not" or "true" or "false";

    /// <summary>The formula that a call of a function stands for; null if there is no such function.</summary>
    /// <exception cref="FormulaException">The arguments do not fit.</exception>
    public static Formula? Call(string name, ReadOnlySpan<Formula> arguments)
    {
        if (name == "clamp") return Clamp(arguments);
        if (Find(name) is not { } operation) return null;
        // Says of wrong arguments under which name the function was called.
        FormulaRules.Check(operation, arguments, name);
        return Formula.Of(operation, arguments);
    }

    /// <summary>The name an operation is printed with.</summary>
    public static string NameOf(Operation operation) => s_usualNames.GetValueOrDefault(operation.Name, operation.Name);

    public static double? Constant(string name) => s_constants.TryGetValue(name, out var value) ? value : null;

    /// <summary>The known name that differs least from a misspelt one; null if none is near.</summary>
    public static string? Nearest(string name)
    {
        if (name.Length > LongestMisspelling) return null;
        var small = name.ToLowerInvariant();
        var nearest = AllNames.MinBy(known => EditDistance(small, known))!;
        return EditDistance(small, nearest) <= Math.Max(1, name.Length / 3) ? nearest : null;
    }

    private static Formula Clamp(ReadOnlySpan<Formula> arguments)
    {
        if (arguments is [var x, { Value: { } min }, { Value: { } max }] && min <= max) return Formula.Of(new ClampOperation(min, max), x);
        throw new FormulaException("clamp takes a formula and two numbers, the least first, as in clamp(x, 0, 1).");
    }

    // How many letters must be changed, added, left out or exchanged with their neighbour (Damerau, 1964).
    private static int EditDistance(string from, string to)
    {
        var distances = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++) distances[i, 0] = i;
        for (var j = 0; j <= to.Length; j++) distances[0, j] = j;
        for (var i = 1; i <= from.Length; i++)
        {
            for (var j = 1; j <= to.Length; j++)
            {
                var replaced = distances[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                distances[i, j] = Math.Min(replaced, Math.Min(distances[i - 1, j], distances[i, j - 1]) + 1);
                var isExchange = i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1];
                if (isExchange) distances[i, j] = Math.Min(distances[i, j], distances[i - 2, j - 2] + 1);
            }
        }
        return distances[from.Length, to.Length];
    }
}
