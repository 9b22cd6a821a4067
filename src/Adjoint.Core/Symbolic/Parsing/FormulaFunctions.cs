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
        ["ln"] = "log", ["max"] = "maximum", ["min"] = "minimum", ["arcsin"] = "asin", ["arccos"] = "acos", ["arctan"] = "atan",
        ["arsinh"] = "asinh", ["arcosh"] = "acosh", ["artanh"] = "atanh",
    };

    private static readonly Dictionary<string, Operation> s_operations = OperationCatalogue.Samples.Select(sample => sample.Operation)
        .Where(operation => operation is UnaryOperation or BinaryOperation or WhereOperation && !operation.Attributes.Any())
        .GroupBy(operation => operation.Name).ToDictionary(group => group.Key, group => group.First());

    private static readonly Dictionary<string, string> s_usualNames = new() { ["log"] = "ln", ["maximum"] = "max", ["minimum"] = "min" };

    private static readonly Dictionary<string, double> s_constants = new()
    {
        ["pi"] = Math.PI, ["e"] = Math.E, ["inf"] = double.PositiveInfinity, ["nan"] = double.NaN,
    };

    /// <summary>The operation that a name stands for; null if there is none.</summary>
    public static Operation? Find(string name) => s_operations.GetValueOrDefault(s_aliases.GetValueOrDefault(name, name));

    public static bool IsFunction(string name) => Find(name) is not null || name == "clamp";

    /// <summary>The formula that a call of a function stands for; null if there is no such function.</summary>
    /// <exception cref="FormulaException">The arguments do not fit.</exception>
    public static Formula? Call(string name, ReadOnlySpan<Formula> arguments)
    {
        if (name == "clamp") return Clamp(arguments);
        return Find(name) is { } operation ? Formula.Of(operation, arguments) : null;
    }

    /// <summary>The name an operation is printed with.</summary>
    public static string NameOf(Operation operation) => s_usualNames.GetValueOrDefault(operation.Name, operation.Name);

    public static double? Constant(string name) => s_constants.TryGetValue(name, out var value) ? value : null;

    /// <summary>The known name that differs least from a misspelt one; null if none is near.</summary>
    public static string? Nearest(string name)
    {
        if (name.Length > LongestMisspelling) return null;
        var nearest = s_operations.Keys.Concat(s_aliases.Keys).Append("clamp").Order(StringComparer.Ordinal)
            .MinBy(known => EditDistance(name.ToLowerInvariant(), known))!;
        return EditDistance(name.ToLowerInvariant(), nearest) <= Math.Max(1, name.Length / 3) ? nearest : null;
    }

    private static Formula Clamp(ReadOnlySpan<Formula> arguments)
    {
        if (arguments is [var x, { Value: { } min }, { Value: { } max }] && min <= max) return Formula.Of(new ClampOperation(min, max), x);
        throw new FormulaException("clamp takes a formula and two numbers, the least first, as in clamp(x, 0, 1).");
    }

    // How many letters must be changed, added or left out (Levenshtein, 1965).
    private static int EditDistance(string from, string to)
    {
        var row = new int[to.Length + 1];
        for (var j = 0; j < row.Length; j++) row[j] = j;
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j < row.Length; j++)
            {
                var replaced = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[^1];
    }
}
