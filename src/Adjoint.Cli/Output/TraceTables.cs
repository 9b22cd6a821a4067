using System.Globalization;
using Adjoint.Cli.Commands;
using Adjoint.Graphs;

namespace Adjoint.Cli.Output;

/// <summary>A trace for people: the tables, then the derivatives of each method side by side.</summary>
internal static class TraceTables
{
    // Wide enough for twelve digits, a sign and an exponent.
    private const int Column = 20;
    private const int ShownVariables = 40;
    private const int LongestFormula = 2000;

    public static void Write(TextWriter output, Trace trace, TraceDerivatives derivatives)
    {
        output.Write(trace.ToEvaluationText());
        if (derivatives.Variables.Count == 0) return;
        if (derivatives.Has("forward")) output.Write("\n" + trace.ToTangentText());
        if (derivatives.Has("reverse")) output.Write("\n" + trace.ToAdjointText());
        if (derivatives.Has("symbolic")) WriteFormulas(output, derivatives);
        WriteSideBySide(output, derivatives);
    }

    private static void WriteFormulas(TextWriter output, TraceDerivatives derivatives)
    {
        output.Write("\nSymbolic derivatives\n");
        for (var i = 0; i < Math.Min(derivatives.Symbolic.Count, ShownVariables); i++)
        {
            var text = derivatives.Symbolic[i].ToString();
            if (text.Length > LongestFormula)
                text = string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, LongestFormula)}... ({text.Length:N0} characters)");
            output.Write($"  d{derivatives.ResultName}/d{derivatives.Variables[i]} = {text}\n");
        }
    }

    private static void WriteSideBySide(TextWriter output, TraceDerivatives derivatives)
    {
        var methods = derivatives.Methods.Where(method => method.Values is not null).ToArray();
        var labels = derivatives.Variables.Take(ShownVariables).Select(name => $"d{derivatives.ResultName}/d{name}").ToArray();
        var width = labels.Append("relative difference").Max(label => label.Length) + 2;
        Line("Derivatives", methods.Select(method => method.Method), indent: "\n");
        for (var i = 0; i < labels.Length; i++) Line(labels[i], methods.Select(method => Text(method.Values![i])));
        var more = derivatives.Variables.Count - ShownVariables;
        if (more > 0) output.Write(string.Create(CultureInfo.InvariantCulture, $"  ... and by {more:N0} more\n"));
        if (methods.Length > 1)
        {
            Line("relative difference", methods.Select(method => derivatives.Difference(method) is { } difference
                ? difference.ToString("G2", CultureInfo.InvariantCulture)
                : ""));
        }
        foreach (var method in derivatives.Methods.Where(method => method.PassedOver is not null))
            output.Write($"  {method.Method} {method.PassedOver}\n");
        foreach (var note in derivatives.Notes) output.Write($"\nNote: {note}\n");

        void Line(string label, IEnumerable<string> cells, string indent = "  ")
        {
            var row = string.Concat(cells.Select(cell => cell.PadRight(Column)));
            output.Write($"{indent}{label.PadRight(width)}{row}".TrimEnd(' ') + "\n");
        }
    }

    private static string Text(double value) => value switch
    {
        0 => "0",
        double.NaN => "NaN",
        double.PositiveInfinity => "Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString("G12", CultureInfo.InvariantCulture),
    };
}
