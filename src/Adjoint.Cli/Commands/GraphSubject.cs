using Adjoint.Graphs;
using Adjoint.Inspect;
using Adjoint.Models;
using Adjoint.Symbolic;

namespace Adjoint.Cli.Commands;

/// <summary>What a graph is of: a network or a formula.</summary>
/// <param name="Name">The network's name or the formula's text.</param>
/// <param name="IsNetwork">Whether it is a network.</param>
/// <param name="Graph">Its graph.</param>
internal sealed record GraphSubject(string Name, bool IsNetwork, Graph Graph)
{
    private static readonly string[] s_networks = [.. ModelCatalogue.Entries.Select(entry => entry.Name)];

    /// <summary>The network of this name, for the shape of an example if one is given, or, if there is none, the formula.</summary>
    /// <exception cref="UsageException">It is neither.</exception>
    public static GraphSubject Find(string text, string? input)
    {
        if (s_networks.Contains(text, StringComparer.OrdinalIgnoreCase))
        {
            var entry = ModelEntry.Find(text);
            var shape = ModelInput.Of(input, entry);
            return new GraphSubject(entry.Name, true, ModelGraph.Of(ModelInput.Outline(entry, shape), Shape.Create([1, .. shape])));
        }
        if (IsMeantAsName(text)) throw Unknown(text);
        return OfFormula(text);
    }

    /// <summary>The formula, even if it is a single word.</summary>
    /// <exception cref="UsageException">The text is no formula.</exception>
    public static GraphSubject OfFormula(string text)
    {
        try
        {
            return new GraphSubject(text, false, FormulaParser.Parse(text).ToGraph());
        }
        catch (FormulaException e)
        {
            throw new UsageException($"{e.Message}\nA network would be one of: {string.Join(", ", s_networks)}.");
        }
    }

    // A word alone is a formula of one variable, too, and lenet-5 a difference: nobody wants to see those.
    private static bool IsMeantAsName(string text)
    {
        if (text.Length == 0 || !text.All(letter => char.IsLetterOrDigit(letter) || letter is '_' or '-')) return false;
        return Suggestion.Nearest(text, s_networks) is not null || (char.IsLetter(text[0]) && !text.Contains('-', StringComparison.Ordinal));
    }

    private static UsageException Unknown(string word)
    {
        var hint = Suggestion.Nearest(word, s_networks) is { } nearest ? $" Did you mean '{nearest}'?" : "";
        return new UsageException($"'{word}' is neither a network nor a formula.{hint} Networks: {string.Join(", ", s_networks)}. "
            + "A formula has an operation in it, such as \"sin(x1) * x2\".");
    }
}
