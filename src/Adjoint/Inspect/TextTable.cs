using System.Text;

namespace Adjoint.Inspect;

/// <summary>A table of words and numbers as plain text: a heading, a line, rows; words to the left, numbers to the right.</summary>
/// <param name="words">How many of the first columns are words.</param>
/// <param name="head">The heading.</param>
internal sealed class TextTable(int words, params string[] head)
{
    private readonly List<string[]> _rows = [];

    public void Add(params string[] cells) => _rows.Add(cells);

    /// <summary>The table, each row with its line end.</summary>
    public override string ToString()
    {
        var widths = head.Select((title, column) => _rows.Select(row => row[column].Length).Append(title.Length).Max()).ToArray();
        var text = new StringBuilder();
        Append(text, head, widths);
        Append(text, [.. widths.Select(width => new string('-', width))], widths);
        foreach (var row in _rows) Append(text, row, widths);
        return text.ToString();
    }

    private void Append(StringBuilder text, string[] cells, int[] widths)
    {
        var cut = cells.Select((cell, column) => column < words ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]));
        text.Append(string.Join("  ", cut).TrimEnd()).Append('\n');
    }
}
