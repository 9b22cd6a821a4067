namespace Adjoint.Graphs;

/// <summary>
/// Which part of which module each step of a graph belongs to. A part is one run of a module, or a piece of a run if steps outside lie
/// between, so that the graph of the parts has no cycle.
/// </summary>
internal sealed class ModuleParts
{
    private readonly int _depth;
    private readonly int[] _partOf;
    private readonly List<(string Path, ModuleCall? Call)> _parts = [];
    private readonly Dictionary<(string Path, ModuleCall? Call, int Level), int> _numbers = [];
    private readonly Dictionary<ModuleCall, (string Path, ModuleCall? Call)?> _runs = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<string> _shownApart = [];

    private ModuleParts(Graph graph, int depth)
    {
        _depth = depth;
        _partOf = new int[graph.Nodes.Count];
        foreach (var path in graph.Nodes.Select(node => node.ModulePath).OfType<string>().Distinct()) AddOuterPaths(path);
        foreach (var node in graph.Nodes) _partOf[node.Id] = RunOf(node) is { } run ? NumberOf(run, 0) : -1;
        Split(graph, Cyclic(graph));
    }

    /// <summary>The part of a step; -1 for one that belongs to no module, and for variables and constants.</summary>
    public int this[int node] => _partOf[node];

    public static ModuleParts Of(Graph graph, int depth) => new(graph, depth);

    public string PathOf(int part) => _parts[part].Path;

    public ModuleCall? CallOf(int part) => _parts[part].Call;

    /// <summary>The first names of a path, as many as the depth says.</summary>
    public string? Prefix(string? path)
    {
        if (path is null) return null;
        var end = -1;
        for (var name = 0; name < _depth; name++)
        {
            end = path.IndexOf('.', end + 1);
            if (end < 0) return path;
        }
        return path[..end];
    }

    // The modules around one that gets a node of its own: their own steps stay beside it, as those of the root do.
    private void AddOuterPaths(string path)
    {
        var shown = Prefix(path)!;
        for (var end = shown.LastIndexOf('.'); end > 0; end = shown.LastIndexOf('.', end - 1)) _shownApart.Add(shown[..end]);
    }

    private int NumberOf((string Path, ModuleCall? Call) run, int level)
    {
        if (_numbers.TryGetValue((run.Path, run.Call, level), out var number)) return number;
        _numbers.Add((run.Path, run.Call, level), number = _parts.Count);
        _parts.Add(run);
        return number;
    }

    private (string Path, ModuleCall? Call)? RunOf(GraphNode node)
    {
        if (node.Kind is GraphNodeKind.Variable or GraphNodeKind.Constant || node.ModulePath is not { Length: > 0 } path) return null;
        if (_shownApart.Contains(path)) return null;
        if (node.ModuleCall is not { } call) return (Prefix(path)!, null);
        if (!_runs.TryGetValue(call, out var run)) _runs.Add(call, run = (Prefix(path)!, Outermost(call, Prefix(path)!)));
        return run;
    }

    // The run that holds all of a path: that of the module itself, or, if the path names a list of modules, the run around them.
    private static ModuleCall? Outermost(ModuleCall call, string prefix)
    {
        ModuleCall? outermost = null;
        for (var outer = call; outer is not null; outer = outer.Outer)
        {
            if (IsWithin(outer.Path, prefix)) outermost = outer;
        }
        if (outermost is null) return call;
        return outermost.Path.Length == prefix.Length ? outermost : outermost.Outer;
    }

    private static bool IsWithin(string path, string prefix) =>
        path.StartsWith(prefix, StringComparison.Ordinal) && (path.Length == prefix.Length || path[prefix.Length] == '.');

    // Takes away, from either end, whatever all its inputs (consumers) were taken away from; what stays lies on cycles or between them.
    private HashSet<int> Cyclic(Graph graph)
    {
        var groupCount = _parts.Count + graph.Nodes.Count;
        var edges = new HashSet<(int From, int To)>();
        foreach (var node in graph.Nodes)
        {
            foreach (var input in node.Inputs)
            {
                if (Group(input) != Group(node.Id)) edges.Add((Group(input), Group(node.Id)));
            }
        }
        var left = Enumerable.Range(0, groupCount).ToHashSet();
        Peel(left, edges, edge => edge.From, edge => edge.To);
        Peel(left, edges, edge => edge.To, edge => edge.From);
        return left;
    }

    // Parts have the first numbers, steps of no part those after.
    private int Group(int node) => _partOf[node] >= 0 ? _partOf[node] : _parts.Count + node;

    private static void Peel(HashSet<int> left, HashSet<(int From, int To)> edges, Func<(int From, int To), int> from,
        Func<(int From, int To), int> to)
    {
        var inside = edges.Where(edge => left.Contains(edge.From) && left.Contains(edge.To)).ToList();
        var waiting = inside.CountBy(to).ToDictionary();
        var following = inside.ToLookup(from, to);
        var ready = new Stack<int>(left.Where(group => !waiting.ContainsKey(group)));
        while (ready.TryPop(out var group))
        {
            left.Remove(group);
            foreach (var next in following[group])
            {
                if (--waiting[next] == 0) ready.Push(next);
            }
        }
    }

    // A level rises with every step from one part to another, so edges between the new parts never lead back.
    private void Split(Graph graph, HashSet<int> cyclic)
    {
        if (cyclic.Count == 0) return;
        var (groups, levels) = (new int[graph.Nodes.Count], new int[graph.Nodes.Count]);
        foreach (var node in graph.Nodes) groups[node.Id] = Group(node.Id);
        foreach (var node in graph.Nodes)
        {
            if (!cyclic.Contains(groups[node.Id])) continue;
            foreach (var input in node.Inputs)
            {
                if (!cyclic.Contains(groups[input])) continue;
                levels[node.Id] = Math.Max(levels[node.Id], levels[input] + (groups[input] == groups[node.Id] ? 0 : 1));
            }
        }
        foreach (var node in graph.Nodes)
        {
            if (_partOf[node.Id] >= 0) _partOf[node.Id] = NumberOf(_parts[_partOf[node.Id]], levels[node.Id]);
        }
    }
}
