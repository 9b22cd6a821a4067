namespace Adjoint.Symbolic;

/// <summary>A formula that cannot be read, built, differentiated or written. The message says where, why, and a way out.</summary>
public sealed class FormulaException : ArgumentException
{
    /// <summary>An error with a finished message.</summary>
    public FormulaException(string message) : base(message)
    {
    }

    /// <summary>An error at a place in a text; the line around it is shown with a caret under the place.</summary>
    internal FormulaException(string problem, string text, int position) : base($"{problem} (Positions are counted from 0.)\n{Excerpt(text, position)}") =>
        Position = position;

    /// <summary>Where in the text, counted from 0; null if the formula did not come from a text.</summary>
    public int? Position { get; }

    private static string Excerpt(string text, int position)
    {
        const int Around = 40;
        var (start, end) = (Math.Max(0, position - Around), Math.Min(text.Length, position + Around));
        var shown = string.Create(end - start, (text, start), static (target, source) =>
        {
            for (var i = 0; i < target.Length; i++)
            {
                var character = source.text[source.start + i];
                target[i] = char.IsControl(character) ? ' ' : character;
            }
        });
        var (before, after) = (start > 0 ? "..." : "", end < text.Length ? "..." : "");
        return $"  {before}{shown}{after}\n  {new string(' ', before.Length + position - start)}^";
    }
}
