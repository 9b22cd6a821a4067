using System.Globalization;
using Adjoint.Graphs;
using Adjoint.Graphs.Drawing;
using Adjoint.Graphs.Formats;
using Adjoint.IO;

namespace Adjoint.Cli.Commands;

/// <summary>One call of <c>graph</c>.</summary>
internal static class GraphRun
{
    // About what fits a screen and can still be read.
    private const int MostDrawnNodes = 60;

    public static int Execute(GraphOptions options)
    {
        if (options is { IsFull: true, CollapseDepth: not null }) throw new UsageException("--full and --collapse exclude each other.");
        OutputFile.Require("--svg", options.SvgFile);
        OutputFile.Require("--dot", options.DotFile);
        var subject = Find(options);
        if (options.CollapseDepth is not null && !subject.IsNetwork)
        {
            throw new UsageException("--collapse: a formula has no modules to join.");
        }
        if (options.Input is not null && !subject.IsNetwork) throw new UsageException("--input: a formula has variables, and no examples.");
        var graph = options.CollapseDepth is { } depth ? subject.Graph.CollapseByModule(depth)
            : subject.IsNetwork && !options.IsFull ? Readable(subject.Graph)
            : subject.Graph;
        var isDrawn = options.SvgFile is not null || options.DotFile is not null;
        if (isDrawn) Draw(options, subject, graph);
        if (options.IsJson) StandardStreams.Output.WriteLine(GraphJson.ToText(graph, subject.Name));
        else if (!isDrawn) GraphText.Write(graph, StandardStreams.Output);
        return ExitCode.Done;
    }

    private static GraphSubject Find(GraphOptions options)
    {
        var find = options.Subject == "-" ? (Func<string, GraphSubject>)GraphSubject.OfFormula
            : text => GraphSubject.Find(text, options.Input);
        var text = FormulaInput.Read(options.Subject);
        if (options.Granularity == Granularity.Complex) return find(text);
        using var elementary = ElementaryGranularity.Begin();
        return find(text);
    }

    private static void Draw(GraphOptions options, GraphSubject subject, Graph graph)
    {
        if (options.SvgFile is { } svg)
        {
            AtomicFile.WriteText(svg, subject.IsNetwork ? Picture() : FormulaPicture.Of(Picture, graph.Nodes.Count));
            Say($"{svg}: {Size(graph)}");
        }
        if (options.DotFile is { } dot)
        {
            AtomicFile.WriteText(dot, GraphDot.ToText(graph, subject.Name));
            Say($"{dot}: {Size(graph)}");
        }

        string Picture() => new GraphDrawing { Title = subject.Name }.ToSvg(graph);
    }

    // The finest of the collapsed graphs that is small enough to be read.
    private static Graph Readable(Graph graph)
    {
        if (graph.Nodes.Count <= MostDrawnNodes) return graph;
        var deepest = graph.Nodes.Max(node => node.ModulePath?.Count(letter => letter == '.') ?? 0) + 1;
        for (var depth = deepest; ; depth--)
        {
            var collapsed = graph.CollapseByModule(depth);
            if (collapsed.Nodes.Count > MostDrawnNodes && depth > 1) continue;
            Say(string.Create(CultureInfo.InvariantCulture,
                $"The graph has {Size(graph)}; shown with its modules joined (--collapse {depth}). --full shows every step."));
            return collapsed;
        }
    }

    private static string Size(Graph graph) =>
        string.Create(CultureInfo.InvariantCulture, $"{graph.Nodes.Count:N0} nodes and {graph.EdgeCount:N0} edges");

    // Beside the files: standard output stays free for what was asked for.
    private static void Say(string text) => StandardStreams.Error.WriteLine(text);
}
