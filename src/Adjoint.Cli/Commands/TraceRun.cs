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
        var given = TracePoint.Parse(options.At);
        var text = options.Formula == "-" ? ReadFormula() : options.Formula;
        var formula = Parse(text, given.Select(entry => entry.Name));
        var point = TracePoint.For(formula, given);
        var trace = TraceOf(formula, point, options.IsElementary);
        if (options.Svg is { } file) AtomicFile.WriteText(file, trace.ToSvg());
        var derivatives = TraceDerivatives.Of(trace, formula, point, options.Mode);
        if (options.IsJson) TraceLines.Write(StandardStreams.Output, text, point, trace, derivatives);
        else TraceTables.Write(StandardStreams.Output, trace, derivatives);
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

    // One character more than the parser reads is enough for it to say that the formula is too long.
    private static string ReadFormula()
    {
        var buffer = new char[FormulaParser.MaximumLength + 1];
        var count = Console.In.ReadBlock(buffer);
        return new string(buffer, 0, count).Trim();
    }

    private static Trace TraceOf(Formula formula, IReadOnlyList<(string Name, double Value)> point, bool isElementary)
    {
        if (!isElementary) return formula.Trace(point);
        using var elementary = ElementaryGranularity.Begin();
        return formula.Trace(point);
    }
}
