using Adjoint.Cli.Commands;
using Adjoint.Graphs;
using Adjoint.Training;

namespace Adjoint.Cli.Output;

/// <summary>A trace as JSON lines: a start, a line a step, an end.</summary>
internal static class TraceLines
{
    public static void Write(
        TextWriter output, string formula, IReadOnlyList<(string Name, double Value)> point, Trace trace, TraceDerivatives derivatives)
    {
        output.WriteLine(JsonLine.Build("start", line =>
        {
            line.Text("formula", formula);
            line.Object("at", at =>
            {
                foreach (var (name, value) in point) at.Number(name, value);
            });
        }));
        foreach (var step in trace.Steps)
        {
            output.WriteLine(JsonLine.Build("step", line => line.Fields(json => trace.WriteFields(step, json))));
        }
        output.WriteLine(JsonLine.Build("end", line => End(line, formula, trace, derivatives)));
    }

    private static void End(JsonLine line, string formula, Trace trace, TraceDerivatives derivatives)
    {
        line.Text("formula", formula);
        line.Text("result", trace.ResultName);
        line.Number("value", trace.Value.Item());
        line.Object("derivatives", methods =>
        {
            foreach (var method in derivatives.Methods.Where(method => method.Values is not null))
            {
                methods.Object(method.Method,
                    values => Named(method.Values!, i => values.Number(derivatives.Variables[i], method.Values![i])));
            }
        });
        if (derivatives.Has("symbolic"))
        {
            line.Object("symbolic", texts =>
                Named(derivatives.Symbolic, i => texts.Text(derivatives.Variables[i], derivatives.Symbolic[i].ToString())));
        }
        line.Object("agreement", differences =>
        {
            foreach (var method in derivatives.Methods)
            {
                if (derivatives.Difference(method) is { } difference) differences.Number(method.Method, difference);
            }
        });
        foreach (var method in derivatives.Methods.Where(method => method.PassedOver is not null))
        {
            line.Text($"{method.Method}_passed_over", method.PassedOver!);
        }
        if (derivatives.Notes.Count > 0) line.Text("note", string.Join('\n', derivatives.Notes));
        if (trace.Problem is { } problem) line.Text("problem", problem.Text);
    }

    private static void Named<T>(IReadOnlyList<T> values, Action<int> write)
    {
        for (var i = 0; i < values.Count; i++) write(i);
    }
}
