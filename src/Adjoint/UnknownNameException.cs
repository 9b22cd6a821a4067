namespace Adjoint;

/// <summary>
/// A name (of a data set, a model, an optimizer, ...) that is not known. The message lists the known names and the nearest of them.
/// </summary>
public sealed class UnknownNameException : ArgumentException
{
    /// <summary>Says that <paramref name="name"/> is no known <paramref name="kind"/> ("data set", "model"), and perhaps why.</summary>
    public UnknownNameException(string kind, string name, IEnumerable<string> known, string? hint = null)
        : this(kind, name, [.. known], hint)
    {
    }

    private UnknownNameException(string kind, string name, string[] known, string? hint)
        : this(kind, name, known, Adjoint.Suggestion.Nearest(name, known), hint)
    {
    }

    private UnknownNameException(string kind, string name, string[] known, string? suggestion, string? hint)
        : base(Text(kind, name, known, suggestion) + (hint is null ? "" : $" Hint: {hint}"))
    {
        Kind = kind;
        Name = name;
        Suggestion = suggestion;
    }

    /// <summary>What was looked for: "data set", "model".</summary>
    public string Kind { get; }

    /// <summary>The name that is not known.</summary>
    public string Name { get; }

    /// <summary>The known name that is nearest, or null where none is near.</summary>
    public string? Suggestion { get; }

    private static string Text(string kind, string name, string[] known, string? suggestion) =>
        $"Unknown {kind} '{name}'." + (suggestion is null ? "" : $" Did you mean '{suggestion}'?") + $" Known: {string.Join(", ", known)}.";
}
