namespace Adjoint.Graphs;

/// <summary>For each node a list of others, all in two arrays: a graph of a million nodes costs a few bytes an edge.</summary>
internal sealed class AdjacencyList
{
    private readonly int[] _starts;
    private readonly int[] _others;

    private AdjacencyList(int[] starts, int[] others) => (_starts, _others) = (starts, others);

    public int Count => _starts.Length - 1;

    public int EdgeCount => _others.Length;

    public ReadOnlySpan<int> this[int node] => _others.AsSpan(_starts[node], _starts[node + 1] - _starts[node]);

    /// <summary>From a list of lists.</summary>
    public static AdjacencyList Of(IReadOnlyList<IReadOnlyList<int>> lists)
    {
        var builder = new Builder();
        foreach (var list in lists)
        {
            foreach (var other in list) builder.Add(other);
            builder.EndNode();
        }
        return builder.Build();
    }

    /// <summary>Every edge turned round; the lists are ascending.</summary>
    public AdjacencyList Reverse()
    {
        var starts = new int[_starts.Length];
        foreach (var other in _others) starts[other + 1]++;
        for (var node = 0; node < Count; node++) starts[node + 1] += starts[node];
        var next = starts.AsSpan(0, Count).ToArray();
        var others = new int[_others.Length];
        for (var node = 0; node < Count; node++)
        {
            foreach (var other in this[node]) others[next[other]++] = node;
        }
        return new AdjacencyList(starts, others);
    }

    /// <summary>Takes the lists in, node after node.</summary>
    internal sealed class Builder
    {
        private readonly List<int> _starts = [0];
        private readonly List<int> _others = [];

        public void Add(int other) => _others.Add(other);

        public void EndNode() => _starts.Add(_others.Count);

        public AdjacencyList Build() => new([.. _starts], [.. _others]);
    }
}
