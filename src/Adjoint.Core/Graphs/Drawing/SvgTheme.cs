using System.Text;

namespace Adjoint.Graphs.Drawing;

/// <summary>
/// The look that all pictures share, as classes of a style sheet with one set of colours for light and one for dark surroundings
/// (<c>prefers-color-scheme</c>). Classes: <c>ink</c>, <c>faint</c> and <c>strong</c> for text; <c>paper</c>, <c>panel</c>, <c>grid</c>,
/// <c>axis</c> for surfaces and lines; <c>fill0</c> to <c>fill7</c>, <c>tint0</c> to <c>tint7</c> (pale areas) and <c>line0</c> to
/// <c>line7</c> for the colours of a series; <c>dash</c> for broken lines, <c>mono</c> for digits in columns.
/// </summary>
public static class SvgTheme
{
    /// <summary>The number of colours for series; a series beyond begins again.</summary>
    public const int ColourCount = 8;

    // Eight hues told apart by most readers with a colour vision deficiency, too: neighbours differ in lightness, not in hue alone.
    private static readonly string[] s_light =
        ["#1f6fb4", "#c8591a", "#2a8c5a", "#7b4fb5", "#b8324a", "#12808c", "#8f6c00", "#5c6675"];

    private static readonly string[] s_dark =
        ["#64b0ee", "#f39a5f", "#62cc95", "#bb98f0", "#f3808f", "#55c7d3", "#e4bf4a", "#a6b0be"];

    /// <summary>The style sheet, for a <c>style</c> element.</summary>
    public static string StyleSheet { get; } = Write();

    /// <summary>The colour of a series in light surroundings, such as <c>#1f6fb4</c>, for what cannot carry a class.</summary>
    public static string Colour(int series) => s_light[Position(series)];

    /// <summary>The class that fills an area with the colour of a series.</summary>
    public static string Fill(int series) => $"fill{Position(series)}";

    /// <summary>The class that fills an area with a pale shade of the colour of a series.</summary>
    public static string Tint(int series) => $"tint{Position(series)}";

    /// <summary>The class that draws a line in the colour of a series.</summary>
    public static string Line(int series) => $"line{Position(series)}";

    private static int Position(int series) => (int)((uint)series % ColourCount);

    private static string Write()
    {
        var css = new StringBuilder("\n");
        css.Append("text{font-family:'Segoe UI','Helvetica Neue',Arial,'DejaVu Sans',sans-serif;font-size:12px}\n");
        css.Append(".strong{font-weight:600}.mono{font-family:Menlo,Consolas,'DejaVu Sans Mono',monospace}\n");
        css.Append(".dash{stroke-dasharray:5 4}.axis,.grid{fill:none;stroke-width:1}\n");
        for (var i = 0; i < ColourCount; i++) css.Append($".line{i}{{fill:none;stroke-width:2;stroke-linejoin:round}}");
        css.Append('\n').Append(Colours(s_light, "#1c2330", "#5b6573", "#ffffff", "#f5f7fa", "#e3e7ed", "#98a2b0", "0.14"));
        css.Append("@media (prefers-color-scheme:dark){\n");
        css.Append(Colours(s_dark, "#e8ecf2", "#a0abba", "#12161d", "#1a202a", "#2b333f", "#6b7686", "0.22")).Append("}\n");
        return css.ToString();
    }

    private static string Colours(string[] series, string ink, string faint, string paper, string panel, string grid, string axis,
        string tint)
    {
        var css = new StringBuilder();
        css.Append($"text,.ink{{fill:{ink}}}.faint{{fill:{faint}}}.strong{{fill:{ink}}}.paper{{fill:{paper}}}.panel{{fill:{panel}}}\n");
        css.Append($".grid{{stroke:{grid}}}.axis{{stroke:{axis}}}\n");
        for (var i = 0; i < series.Length; i++)
        {
            css.Append($".fill{i}{{fill:{series[i]}}}.tint{i}{{fill:{series[i]};fill-opacity:{tint}}}.line{i}{{stroke:{series[i]}}}");
        }
        return css.Append('\n').ToString();
    }
}
