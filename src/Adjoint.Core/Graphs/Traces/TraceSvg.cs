using Adjoint.Graphs.Drawing;

namespace Adjoint.Graphs;

/// <summary>The graph of a trace with values and adjoints in its boxes and local derivatives on its edges.</summary>
internal sealed class TraceSvg
{
    // Positions in the colours of the theme: adjoints and local derivatives run against the values.
    private const int AdjointColour = 4;
    private const int LocalColour = 5;
    private const double MostWidth = 260;

    private readonly Dictionary<Node, TraceStep> _stepOf = [];
    private readonly Trace _trace;
    private readonly Graph _graph;

    private TraceSvg(Trace trace, Graph graph)
    {
        (_trace, _graph) = (trace, graph);
        foreach (var step in trace.Steps) _stepOf.Add(step.Node, step);
    }

    public static string Of(Trace trace, Graph graph)
    {
        var svg = new TraceSvg(trace, graph);
        var drawing = new GraphDrawing { Title = svg.Title(), NodeLines = svg.LinesOf, EdgeLines = svg.LinesOf };
        return drawing.ToSvg(graph);
    }

    private string Title()
    {
        const int longest = 120;
        var point = string.Join(", ", _trace.Variables.Select((name, i) => $"{name} = {TraceNumber.Text(_trace.Steps[i].Value)}"));
        var title = _trace.Formula is null ? "Trace" : $"{_trace.ResultName} = {_trace.Formula}";
        if (point.Length > 0) title += $" at {point}";
        return title.Length <= longest ? title : title[..longest] + "...";
    }

    private IReadOnlyList<DrawingLine> LinesOf(GraphNode node)
    {
        if (node.Record is not { } record || !_stepOf.TryGetValue(record, out var step)) return [];
        var equation = step.Variable is null ? $"{step.Name} = {step.Expression}" : step.Name;
        return
        [
            Fit(equation),
            Fit($"= {TraceNumber.Text(step.Value)}"),
            new DrawingLine(Fit($"d{_trace.ResultName}/d{step.Name} = {TraceNumber.Text(step.Adjoint)}"), AdjointColour),
        ];
    }

    private IReadOnlyList<DrawingLine> LinesOf(GraphEdge edge)
    {
        if (_graph.Nodes[edge.To].Record is not { } record) return [];
        var step = _stepOf[record];
        return step.LocalDerivatives.FirstOrDefault(local => local.Input == edge.Input) is { Value: { } value } found
            ? [new DrawingLine(Fit($"d{step.Name}/d{found.By.Name} = {TraceNumber.Text(value)}"), LocalColour)]
            : [];
    }

    private static string Fit(string text) => TextWidth.Fit(text, MostWidth);
}
