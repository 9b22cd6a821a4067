using Adjoint.Graphs;

namespace Adjoint.Autodiff;

/// <summary>
/// Numbers the nodes of one walk over a graph. The numbers stand in the nodes themselves, where they cost next to nothing: each node is
/// claimed for the walk, and those few that a walk on another thread has claimed at that moment are numbered beside.
/// </summary>
internal sealed class NodePlaces
{
    private static int s_walks;
    private readonly int _walk = NextWalk();
    private Dictionary<Node, int>? _beside;

    /// <summary>The number of a node that was added.</summary>
    public int this[Node node]
    {
        get => node.IsClaimedBy(_walk) ? node.Place : _beside![node];
        set
        {
            if (node.IsClaimedBy(_walk)) node.Place = value;
            else _beside![node] = value;
        }
    }

    /// <summary>True if the node was added.</summary>
    public bool Contains(Node node) => node.IsClaimedBy(_walk) || (_beside is not null && _beside.ContainsKey(node));

    /// <summary>Adds a node that is not there yet.</summary>
    public void Add(Node node)
    {
        if (!node.TryClaim(_walk)) (_beside ??= []).Add(node, -1);
    }

    /// <summary>Leaves a node, which may not have been added, to other walks; its number is lost.</summary>
    public void Leave(Node node)
    {
        if (node.IsClaimedBy(_walk)) node.Unclaim();
    }

    // 0 stands for no walk.
    private static int NextWalk() => Interlocked.Increment(ref s_walks) is var walk and not 0 ? walk : NextWalk();
}
