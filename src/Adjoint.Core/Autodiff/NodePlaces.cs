using Adjoint.Graphs;

namespace Adjoint.Autodiff;

/// <summary>
/// A number for each node of a walk. It stands in the node itself, which the walk claims until it is disposed, for a dictionary of all
/// nodes costs more than the walk; only nodes that another thread's walk holds at the moment are kept in one.
/// </summary>
internal sealed class NodePlaces : IDisposable
{
    private readonly RentedList<Node> _claimed = new();
    private Dictionary<Node, int>? _others;

    /// <summary>The number of a node that was added; -1 for others.</summary>
    public int this[Node node]
    {
        get => node.IsClaimedBy(this) ? node.Place : _others is not null && _others.TryGetValue(node, out var place) ? place : -1;
        set
        {
            if (node.IsClaimedBy(this)) node.Place = value;
            else _others![node] = value;
        }
    }

    /// <summary>False if the node was added before.</summary>
    public bool TryAdd(Node node)
    {
        // A node that was held elsewhere when it was added may be free by now.
        if (node.IsClaimedBy(this) || (_others?.ContainsKey(node) ?? false)) return false;
        if (node.TryClaim(this)) _claimed.Add(node);
        else (_others ??= new Dictionary<Node, int>(ReferenceEqualityComparer.Instance)).Add(node, -1);
        return true;
    }

    public void Dispose()
    {
        foreach (var node in _claimed.Span) node.Release();
        _claimed.Dispose();
    }
}
