using System.Text;

namespace Adjoint.Nn;

/// <summary>Saved state that does not fit the module it is loaded into.</summary>
public sealed class StateException : ArgumentException
{
    private const int Shown = 8;

    /// <summary>An error with a finished message.</summary>
    public StateException(string message) : base(message)
    {
    }

    internal static void ThrowIfUnfit(Module module, IReadOnlyList<StateEntry> entries, IReadOnlyDictionary<string, Tensor> state)
    {
        var expected = entries.Select(entry => entry.Name).ToHashSet();
        // A file may name what is shared only once.
        var given = entries.Where(entry => state.ContainsKey(entry.Name)).Select(entry => entry.Holder).ToHashSet();
        List<string> missing = [.. entries.Where(entry => !given.Contains(entry.Holder)).Select(entry => entry.Name)];
        List<string> unexpected = [.. state.Keys.Where(name => !expected.Contains(name))];
        List<string> different = [.. entries.Select(entry => Difference(entry, state)).OfType<string>()];
        if (missing.Count + unexpected.Count + different.Count == 0) return;

        var text = new StringBuilder($"LoadState: the state does not fit this {module.TypeName}; nothing was changed.");
        Append(text, "missing", ", ", missing);
        Append(text, "unexpected", ", ", unexpected);
        Append(text, "different", "; ", different);
        throw new StateException(text.ToString());
    }

    private static string? Difference(StateEntry entry, IReadOnlyDictionary<string, Tensor> state)
    {
        if (!state.TryGetValue(entry.Name, out var value) || value.Type == entry.Value.Type) return null;
        return $"{entry.Name} is {value.Type} in the state and {entry.Value.Type} in the module";
    }

    private static void Append(StringBuilder text, string kind, string separator, List<string> items)
    {
        if (items.Count == 0) return;
        text.Append($"\n  {kind}: ").AppendJoin(separator, items.Take(Shown));
        if (items.Count > Shown) text.Append($"{separator}and {items.Count - Shown} more");
    }
}
