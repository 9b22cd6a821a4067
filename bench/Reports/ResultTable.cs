using System.Globalization;
using System.Text;

namespace Adjoint.Bench;

/// <summary>Measurements side by side: a row for each thing measured, with the peer's figure and the ratio if there are any.</summary>
internal sealed class ResultTable
{
    private static readonly string[] s_header =
        ["measurement", "configuration", "metric", "best", "median", "PyTorch", "ratio", "of medians", "PyTorch's best", "that is"];

    private readonly List<string[]> _rows = [];

    private ResultTable()
    {
    }

    public static ResultTable Of(IEnumerable<Measurement> measurements)
    {
        var table = new ResultTable();
        foreach (var measurement in measurements) table.Add(measurement);
        return table;
    }

    public string ToText()
    {
        var widths = s_header.Select((title, column) => _rows.Append(s_header).Max(row => row[column].Length)).ToArray();
        var text = new StringBuilder();
        foreach (var row in _rows.Prepend(s_header))
        {
            var cells = row.Select((cell, column) => IsNumber(column) ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]));
            text.AppendLine(string.Join("  ", cells).TrimEnd());
        }
        return text.ToString();
    }

    public string ToMarkdown()
    {
        var text = new StringBuilder();
        text.Append(Line(s_header)).Append(Line(s_header.Select((_, column) => IsNumber(column) ? "---:" : "---")));
        foreach (var row in _rows) text.Append(Line(row));
        return text.ToString();
    }

    // A ratio, and the same figure in another metric, come after the measurement and stand in its row.
    private void Add(Measurement measurement)
    {
        var config = Measurement.TextOf(measurement.Config);
        var row = _rows.FirstOrDefault(row => row[0] == measurement.Name && row[1] == config);
        if (row is null)
        {
            string[] own = [measurement.Name, config, measurement.Metric, Text(measurement.Value), Text(measurement.Median)];
            _rows.Add([.. own, "", "", "", "", ""]);
        }
        else if (measurement.Peer is var (variant, value))
        {
            (row[5], row[6], row[7], row[8]) = (Text(value), Text(measurement.Value), Text(measurement.Median), variant);
        }
        else
        {
            row[9] += $"{(row[9].Length == 0 ? "" : ", ")}{Text(measurement.Value)} {measurement.Metric}";
        }
    }

    private static bool IsNumber(int column) => column is >= 3 and <= 7;

    private static string Line(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |\n";

    private static string Text(double value) => value.ToString(Math.Abs(value) >= 999.5 ? "N0" : "G3", CultureInfo.InvariantCulture);
}
