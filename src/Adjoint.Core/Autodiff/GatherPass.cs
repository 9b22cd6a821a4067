namespace Adjoint.Autodiff;

/// <summary>
/// Back-propagation in version A of CMU lecture 13: in reverse topological order, each node v gathers dy/dv = sum over its consumers u_i of
/// dy/du_i du_i/dv, which are all known by then. The counterpart to check <see cref="ReversePass"/> by; it keeps all adjoints until it ends.
/// </summary>
internal sealed class GatherPass : IAdjointPass
{
    private readonly GraphOrder _order;
    private readonly bool _differentiable;
    private readonly StorageLog? _log;
    private readonly RentedArray<Tensor?> _adjoints;
    private readonly RentedArray<int> _firstUse;
    private readonly RentedArray<(int Consumer, int Input)> _uses;

    public GatherPass(GraphOrder order, bool differentiable)
    {
        _order = order;
        _differentiable = differentiable;
        _log = differentiable ? null : new StorageLog();
        _adjoints = new RentedArray<Tensor?>(order.Count);
        _firstUse = new RentedArray<int>(order.Count + 1);
        _uses = new RentedArray<(int, int)>(CountUses());
        CollectUses();
    }

    public void Run(Tensor seed)
    {
        using var mode = NoGrad.Set(!_differentiable);
        using var logging = StorageLog.Begin(_log);
        // The seed may be the caller's own tensor: one use more than there is keeps it from being handed out.
        seed.Storage.GradientsInFlight++;
        Put(0, seed);
        for (var i = 1; i < _order.Count; i++)
        {
            if (!_order.IsWanted(i) || Gather(i) is not { } adjoint) continue;
            Put(i, adjoint);
            _log?.ReleaseUnused();
        }
        seed.Storage.GradientsInFlight--;
    }

    public Tensor? TakeGradient(int index)
    {
        if (_adjoints[index] is not { } adjoint || _log is null) return _adjoints[index];
        _adjoints[index] = null;
        return _log.HandOut(adjoint);
    }

    public void Dispose()
    {
        _log?.ReleaseAll();
        _adjoints.Dispose();
        _firstUse.Dispose();
        _uses.Dispose();
    }

    private Tensor? Gather(int index)
    {
        Tensor? sum = null;
        foreach (var (consumer, input) in _uses.Span[_firstUse[index].._firstUse[index + 1]])
        {
            if (_adjoints[consumer] is not { } adjoint) continue;
            using var scope = ModuleScope.Enter(_order[consumer].ModuleCall);
            if (_order[consumer].Operation!.Vjp(input, adjoint, new SavedValues(_order[consumer])) is not { } part) continue;
            sum = sum is null ? part : sum + part;
        }
        return sum;
    }

    private void Put(int index, Tensor adjoint)
    {
        _adjoints[index] = adjoint;
        adjoint.Storage.GradientsInFlight++;
    }

    // How many uses come before each node's own.
    private int CountUses()
    {
        for (var i = 0; i < _order.Count; i++)
        {
            foreach (var source in _order.SourcesOf(i))
            {
                if (source >= 0) _firstUse[source + 1]++;
            }
        }
        for (var i = 0; i < _order.Count; i++) _firstUse[i + 1] += _firstUse[i];
        return _firstUse[_order.Count];
    }

    // Consumers near the root come first, so the terms are added in the order in which version B adds them.
    private void CollectUses()
    {
        using var next = new RentedArray<int>(_order.Count);
        _firstUse.Span[.._order.Count].CopyTo(next.Span);
        for (var i = 0; i < _order.Count; i++)
        {
            var sources = _order.SourcesOf(i);
            for (var input = 0; input < sources.Length; input++)
            {
                if (sources[input] >= 0) _uses[next[sources[input]]++] = (i, input);
            }
        }
    }
}
