using System.Globalization;
using System.Text;

namespace Adjoint.Bench;

/// <summary>Measurements side by side: a row for each thing measured, with the peer's figure and the ratio if there are any.</summary>
internal sealed class ResultTable
{
    private static readonly string[] s_header = ["measurement", "configuration", "metric", "best", "median", "PyTorch", "ratio", "of medians", "PyTorch's best"];

    private readonly List<string[]> _rows = [];

    private ResultTable()
    {
    }

    public static ResultTable Of(IEnumerable<Measurement> measurements)
    {
        var table = new ResultTable();
        var list = measurements.ToList();
        foreach (var measurement in list)
        {
            if (measurement.Metric == Measurement.RatioMetric) AddRatio(table._rows[^1], measurement);
            else table._rows.Add([measurement.Name, Measurement.TextOf(measurement.Config), measurement.Metric, Text(measurement.Value), Text(measurement.Median), "", "", "", ""]);
        }
        return table;
    }

    public string ToText()
    {
        var widths = s_header.Select((title, column) => _rows.Append(s_header).Max(row => row[column].Length)).ToArray();
        var text = new StringBuilder();
        foreach (var row in _rows.Prepend(s_header))
        {
            text.AppendLine(string.Join("  ", row.Select((cell, column) => IsNumber(column) ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]))).TrimEnd());
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

    // The ratio follows the measurement it belongs to.
    private static void AddRatio(string[] row, Measurement ratio) =>
        (row[5], row[6], row[7], row[8]) = (Text(ratio.Peer!.Value.Value), Text(ratio.Value), Text(ratio.Median), ratio.Peer.Value.Variant);

    private static bool IsNumber(int column) => column is >= 3 and <= 7;

    private static string Line(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |\n";

    private static string Text(double value) => value.ToString(Math.Abs(value) >= 1000 ? "N0" : "G3", CultureInfo.InvariantCulture);
}
