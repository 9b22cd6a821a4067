using Adjoint.Cli.Output;
using Adjoint.Graphs;
using Adjoint.IO;
using Adjoint.Symbolic;

namespace Adjoint.Cli.Commands;

/// <summary>One call of <c>trace</c>.</summary>
internal static class TraceRun
{
    public static int Execute(TraceOptions options)
    {
        OutputFile.Require("--svg", options.Svg);
        var given = TracePoint.Parse(options.At);
        var text = FormulaInput.Read(options.Formula);
        var formula = Parse(text, given.Select(entry => entry.Name));
        var point = TracePoint.For(formula, given);
        var trace = TraceOf(formula, point, options.IsElementary);
        var derivatives = TraceDerivatives.Of(trace, formula, point, options.Mode);
        if (options.IsJson) TraceLines.Write(StandardStreams.Output, text, point, trace, derivatives);
        else TraceTables.Write(StandardStreams.Output, trace, derivatives);
        // Last: a picture that cannot be made takes nothing from what was asked for besides.
        if (options.Svg is { } file) AtomicFile.WriteText(file, FormulaPicture.Of(trace.ToSvg, trace.Steps.Count));
        return ExitCode.Done;
    }

    private static Formula Parse(string text, IEnumerable<string> names)
    {
        try
        {
            return FormulaParser.Parse(text, names);
        }
        catch (FormulaException e)
        {
            throw new UsageException(e.Message);
        }
    }

    private static Trace TraceOf(Formula formula, IReadOnlyList<(string Name, double Value)> point, bool isElementary)
    {
        if (!isElementary) return formula.Trace(point);
        using var elementary = ElementaryGranularity.Begin();
        return formula.Trace(point);
    }
}
