using System.Globalization;
using System.Text;
using Adjoint.Graphs.Drawing;

namespace Adjoint.Inspect;

/// <summary>A web page in one file that needs no network: text is escaped, pictures and styles stand inside.</summary>
internal sealed class HtmlPage(string title)
{
    private const string Style = """
        :root{color-scheme:light dark;--ink:#1c2330;--faint:#5b6573;--paper:#fff;--panel:#f5f7fa;--line:#dfe4ea;--mark:31,111,180}
        @media (prefers-color-scheme:dark){
        :root{--ink:#e8ecf2;--faint:#a0abba;--paper:#12161d;--panel:#1a202a;--line:#2b333f;--mark:100,176,238}}
        body{margin:0 auto;padding:24px;max-width:1120px;background:var(--paper);color:var(--ink);
        font:15px/1.5 'Segoe UI','Helvetica Neue',Arial,'DejaVu Sans',sans-serif}
        h1{font-size:26px;margin:0 0 4px}h2{font-size:19px;margin:36px 0 8px;border-bottom:1px solid var(--line);padding-bottom:4px}
        p{margin:8px 0;max-width:90ch}
        pre{font:13px/1.45 Menlo,Consolas,'DejaVu Sans Mono',monospace}.faint{color:var(--faint)}ul{margin:8px 0;padding-left:22px}
        .wide{overflow-x:auto}table{border-collapse:collapse;margin:10px 0;font-size:14px}
        th,td{padding:4px 12px;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
        th{background:var(--panel);font-weight:600}
        .number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
        .charts{display:flex;flex-wrap:wrap;gap:12px}.charts svg,.wide svg{max-width:100%;height:auto}
        .tiles{display:flex;flex-wrap:wrap;gap:12px;margin:12px 0}
        .tile{background:var(--panel);border-radius:8px;padding:10px 18px;min-width:110px}
        .tile b{display:block;font-size:22px;font-variant-numeric:tabular-nums}.tile span{color:var(--faint);font-size:13px}

        """;

    private readonly StringBuilder _body = new();

    public HtmlPage Heading(string text) => Add($"<h2>{Escape(text)}</h2>");

    public HtmlPage Paragraph(string text, bool faint = false) => Add($"<p{(faint ? " class=\"faint\"" : "")}>{Escape(text)}</p>");

    /// <summary>Text whose lines and spaces stay.</summary>
    public HtmlPage Text(string text) => Add($"<pre class=\"wide\">{Escape(text)}</pre>");

    public HtmlPage List(IEnumerable<string> items) => Add($"<ul>{string.Concat(items.Select(item => $"<li>{Escape(item)}</li>"))}</ul>");

    /// <summary>Figures that are read at a glance.</summary>
    public HtmlPage Tiles(IEnumerable<(string Name, string Value)> tiles) =>
        Add($"<div class=\"tiles\">{string.Concat(tiles.Select(tile => Tile(tile.Name, tile.Value)))}</div>");

    /// <summary>A table.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="rows">The cells, row by row.</param>
    /// <param name="shade">How strongly a cell is coloured, from 0 to 1, by row and column; null for no colours.</param>
    public HtmlPage Table(IReadOnlyList<HtmlColumn> columns, IEnumerable<IReadOnlyList<string>> rows, Func<int, int, double>? shade = null)
    {
        _body.Append("<div class=\"wide\"><table><tr>");
        foreach (var column in columns) _body.Append($"<th{Class(column)}>{Escape(column.Name)}</th>");
        _body.Append("</tr>\n");
        foreach (var (row, cells) in rows.Index())
        {
            _body.Append("<tr>");
            for (var column = 0; column < cells.Count; column++)
                _body.Append($"<td{Class(columns[column])}{Shade(shade?.Invoke(row, column) ?? 0)}>{Escape(cells[column])}</td>");
            _body.Append("</tr>\n");
        }
        return Add("</table></div>");
    }

    public HtmlPage Charts(params IReadOnlyList<string> svgs) => Add($"<div class=\"charts\">{string.Concat(svgs)}</div>");

    public override string ToString() =>
        $"<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n"
        + $"<title>{Escape(title)}</title>\n<style>{Style}</style>\n</head>\n<body>\n<h1>{Escape(title)}</h1>\n{_body}</body>\n</html>\n";

    private HtmlPage Add(string html)
    {
        _body.Append(html).Append('\n');
        return this;
    }

    private static string Class(HtmlColumn column) => column.IsNumber ? " class=\"number\"" : "";

    private static string Tile(string name, string value) =>
        $"<div class=\"tile\"><b>{Escape(value)}</b><span>{Escape(name)}</span></div>";

    private static string Shade(double strength) => strength <= 0 ? ""
        : string.Create(CultureInfo.InvariantCulture,
            $" style=\"background:rgba(var(--mark),{0.08 + 0.6 * Math.Min(strength, 1):0.00})\"");

    private static string Escape(string text) => SvgText.Escape(text);
}

/// <summary>A column of a table on a page.</summary>
/// <param name="Name">What stands above it.</param>
/// <param name="IsNumber">Whether it holds numbers, which are set to the right.</param>
internal readonly record struct HtmlColumn(string Name, bool IsNumber = false);
