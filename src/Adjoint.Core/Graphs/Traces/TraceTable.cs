using System.Text;

namespace Adjoint.Graphs;

/// <summary>
/// Rows of a trace, chains of equations such as <c>v3 = v0*v1 = 2*5 = 10</c>, with the signs below one another where the page
/// is wide enough.
/// </summary>
internal sealed class TraceTable
{
    private const int PageWidth = 100;
    private const string Indent = "  ";
    private const string Hanging = "      ";

    private readonly List<string[]> _rows = [];

    /// <summary>Adds a chain; an empty text leaves its column empty.</summary>
    public void Add(params string[] sides) => _rows.Add(sides);

    /// <summary>Adds a line that stands outside the columns.</summary>
    public void AddNote(string text) => _rows.Add([text]);

    public void WriteTo(StringBuilder text)
    {
        var widths = Widths();
        foreach (var row in _rows)
        {
            var compact = Compact(row);
            if (row.Length > 1 && widths is not null && compact.Length <= PageWidth) AppendAligned(text, row, widths);
            else AppendWrapped(text, compact);
        }
    }

    // Rows that are too long by themselves do not count; null if the others do not fit in columns.
    private int[]? Widths()
    {
        var fitting = _rows.Where(row => row.Length > 1 && Compact(row).Length <= PageWidth).ToArray();
        if (fitting.Length == 0) return null;
        var widths = new int[fitting.Max(row => row.Length)];
        foreach (var row in fitting)
        {
            for (var i = 0; i < row.Length; i++) widths[i] = Math.Max(widths[i], row[i].Length);
        }
        var total = Indent.Length + widths.Sum(width => width == 0 ? 0 : width + " = ".Length) - " = ".Length;
        return total <= PageWidth ? widths : null;
    }

    private static string Compact(string[] row) => Indent + string.Join(" = ", row.Where(side => side.Length > 0));

    private static void AppendAligned(StringBuilder text, string[] row, int[] widths)
    {
        text.Append(Indent);
        for (var i = 0; i < row.Length; i++)
        {
            if (widths[i] == 0) continue;
            if (i > 0) text.Append(row[i].Length == 0 ? "   " : " = ");
            if (i == row.Length - 1) text.Append(row[i]);
            else text.Append(row[i].PadRight(widths[i]));
        }
        text.Append('\n');
    }

    // Breaks before a sign.
    private static void AppendWrapped(StringBuilder text, string line)
    {
        while (line.Length > PageWidth)
        {
            var at = Math.Max(LastSign(line, " = "), LastSign(line, " + "));
            if (at < 0) break;
            text.Append(line, 0, at).Append('\n');
            line = Hanging + line[(at + 1)..];
        }
        text.Append(line).Append('\n');
    }

    // A break behind the hanging indent alone would not end.
    private static int LastSign(string line, string sign)
    {
        var at = line.LastIndexOf(sign, PageWidth, StringComparison.Ordinal);
        return at > Hanging.Length ? at : -1;
    }
}
