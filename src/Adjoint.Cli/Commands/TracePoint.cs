using System.Globalization;
using Adjoint.Symbolic;

namespace Adjoint.Cli.Commands;

/// <summary>The point that <c>--at</c> names.</summary>
internal static class TracePoint
{
    // Of more variables the rest is only counted.
    private const int ShownNames = 8;

    /// <summary>The names and values as they are written, whatever the formula.</summary>
    public static IReadOnlyList<(string Name, double Value)> Parse(IEnumerable<string> texts)
    {
        var values = new List<(string, double)>();
        var seen = new HashSet<string>();
        foreach (var entry in texts.SelectMany(text => text.Split(',')))
        {
            var (name, value) = ParseEntry(entry);
            if (!seen.Add(name)) throw new UsageException($"--at gives '{name}' twice.");
            values.Add((name, value));
        }
        return values;
    }

    /// <summary>The values of the formula's variables, in the order in which they appear in it.</summary>
    public static IReadOnlyList<(string Name, double Value)> For(Formula formula, IReadOnlyList<(string Name, double Value)> given)
    {
        var names = formula.Variables;
        var known = names.ToHashSet();
        foreach (var (name, _) in given)
        {
            if (!known.Contains(name)) throw Unknown(name, names);
        }
        var values = given.ToDictionary(entry => entry.Name, entry => entry.Value);
        var missing = names.Where(name => !values.ContainsKey(name)).ToArray();
        if (missing.Length > 0) throw Missing(missing, names);
        return [.. names.Select(name => (name, values[name]))];
    }

    private static (string Name, double Value) ParseEntry(string entry)
    {
        if (entry.Trim().Length == 0)
            throw new UsageException("--at takes NAME=NUMBER,..., and an entry is empty. Hint: leave out the comma that nothing follows.");
        var sides = entry.Split('=');
        var name = sides[0].Trim();
        if (sides.Length != 2 || name.Length == 0)
            throw new UsageException($"--at takes NAME=NUMBER,..., and '{Short(entry)}' is not that.");
        if (double.TryParse(sides[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value))
            return (name, value);
        throw new UsageException($"--at {Short(name)}={Short(sides[1])}: '{Short(sides[1])}' is no finite number. "
            + "Hint: numbers are written as 2, -0.5 or 1e-3.");
    }

    private static UsageException Unknown(string name, IReadOnlyList<string> names)
    {
        var hint = Suggestion.Nearest(name, names) is { } nearest ? $" Did you mean '{nearest}'?" : "";
        return new UsageException($"--at gives a value for '{Short(name)}', which is not in the formula; "
            + (names.Count == 0 ? "it has no variables." : $"its variables are {List(names)}.") + hint);
    }

    private static UsageException Missing(string[] missing, IReadOnlyList<string> names) => new(
        $"{List(missing)} {(missing.Length == 1 ? "has no value" : "have no values")}; add --at "
        + string.Join(',', names.Take(ShownNames).Select(name => $"{name}=...")) + (names.Count > ShownNames ? ",..." : ""));

    private static string List(IReadOnlyList<string> names) => string.Join(", ", names.Take(ShownNames))
        + (names.Count > ShownNames ? string.Create(CultureInfo.InvariantCulture, $" and {names.Count - ShownNames} more") : "");

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "...";
}
