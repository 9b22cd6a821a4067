using Adjoint.Nn;

namespace Adjoint.Inspect;

/// <summary>Puts the layers of a summary under the modules that hold them.</summary>
internal static class SummaryTree
{
    // What a screen or two hold.
    private const int ReadableRows = 60;

    /// <summary>The number of names of a path; that of the root is 0, and counts as 1.</summary>
    public static int DepthOf(string path) => 1 + path.Count(letter => letter == '.');

    /// <summary>The most levels whose table can still be read.</summary>
    public static int ReadableDepth(IReadOnlyList<LayerSummary> layers)
    {
        var depth = layers.Count == 0 ? 1 : layers.Max(layer => DepthOf(layer.Path));
        while (depth > 1 && layers.SelectMany(layer => Prefixes(layer.Path, depth)).Distinct().Count() > ReadableRows) depth--;
        return depth;
    }

    /// <summary>The rows: modules before those in them, in the order they first run.</summary>
    public static IEnumerable<SummaryRow> Rows(Module network, IReadOnlyList<LayerSummary> layers, int depth)
    {
        var modules = network.NamedModules().ToDictionary(entry => entry.Path, entry => entry.Module);
        var places = layers.SelectMany(layer => Prefixes(layer.Path, depth)).Distinct().ToList();
        // A module stands where the first of all in it runs; ordered so, parents come before children.
        foreach (var path in InTreeOrder(places))
        {
            var inside = layers.Where(layer => IsIn(layer.Path, path)).ToList();
            var hasRowsInside = places.Exists(place => IsIn(place, path) && place != path);
            if (path.Length > 0) yield return RowOf(modules, path, inside);
            // A module whose children have rows shows what it does itself beside them, and so does the root.
            if ((hasRowsInside || path.Length == 0) && layers.FirstOrDefault(layer => layer.Path == path) is { } own && IsWork(own))
            {
                yield return new SummaryRow(path.Length == 0 ? 0 : DepthOf(path), $"({own.Operations})", own.Output.Shape,
                    path.Length == 0 ? own.Parameters : 0, own.Flops, own.ActivationBytes);
            }
        }
    }

    // Views alone cost nothing, and a row of their own tells nothing.
    private static bool IsWork(LayerSummary layer) => layer.Flops > 0 || layer.ActivationBytes > 0 || layer.Parameters > 0;

    private static SummaryRow RowOf(Dictionary<string, Module> modules, string path, List<LayerSummary> inside)
    {
        var name = path[(path.LastIndexOf('.') + 1)..];
        var module = modules.GetValueOrDefault(path);
        var label = module is null ? name
            : $"{name} {module.TypeName}{(module.Hyperparameters is { Length: > 0 } details ? $"({details})" : "")}";
        return new SummaryRow(DepthOf(path) - 1, label, inside[^1].Output.Shape, module?.ParameterCount ?? 0,
            inside.Sum(layer => layer.Flops), inside.Sum(layer => layer.ActivationBytes));
    }

    private static IEnumerable<string> Prefixes(string path, int depth)
    {
        var end = -1;
        for (var level = 0; level < depth; level++)
        {
            end = path.IndexOf('.', end + 1);
            if (end < 0) break;
            yield return path[..end];
        }
        if (end < 0) yield return path;
    }

    // A child that runs later than the modules behind its parent still stands under its parent.
    private static List<string> InTreeOrder(List<string> places)
    {
        var order = new List<string>();
        foreach (var place in places)
        {
            var parent = place.LastIndexOf('.') is > 0 and var dot ? place[..dot] : "";
            var last = parent.Length == 0 ? order.Count - 1 : order.FindLastIndex(other => IsIn(other, parent));
            order.Insert(last + 1, place);
        }
        return order;
    }

    private static bool IsIn(string path, string module) => module.Length == 0 ? path.Length == 0
        : path.StartsWith(module, StringComparison.Ordinal) && (path.Length == module.Length || path[module.Length] == '.');
}

/// <summary>One row of a summary's table.</summary>
/// <param name="Level">How far it is indented.</param>
/// <param name="Label">The module's name and kind, or operations in brackets.</param>
/// <param name="Output">Shape of the last result.</param>
/// <param name="Parameters">Trained numbers of all in it.</param>
/// <param name="Flops">Floating-point operations of all in it.</param>
/// <param name="ActivationBytes">Bytes of all results in it.</param>
internal sealed record SummaryRow(int Level, string Label, Shape? Output, long Parameters, long Flops, long ActivationBytes);
