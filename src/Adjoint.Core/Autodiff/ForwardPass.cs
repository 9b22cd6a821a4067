using Adjoint.Graphs;

namespace Adjoint.Autodiff;

/// <summary>
/// Forward mode: one walk from the variables to the result that carries a tangent beside each value, v' = sum over the inputs of
/// dv/du u' (UBC lecture 2, forward derivative trace). When it is not recorded itself, the pass owns every tensor the tangent rules make,
/// and gives a tangent's memory back once the last step that reads it has been passed.
/// </summary>
internal sealed class ForwardPass(GraphOrder order, bool differentiable) : IDisposable
{
    private readonly RentedArray<Tensor?> _tangents = new(order.Count);
    private readonly RentedArray<int> _readers = new(order.Count);
    private readonly StorageLog? _log = differentiable ? null : new StorageLog();

    /// <summary>The tangent of the root; null if no direction reaches it.</summary>
    public Tensor? Run(ReadOnlySpan<Tensor> by, ReadOnlySpan<Tensor> directions)
    {
        using var mode = NoGrad.Set(!differentiable);
        using var logging = StorageLog.Begin(_log);
        CountReaders();
        for (var i = 0; i < by.Length; i++)
        {
            if (by[i].Node is { } node && order.IndexOf(node) is var index && index >= 0) Add(index, directions[i]);
        }
        for (var i = order.Count - 1; i >= 0; i--)
        {
            if (order.IsWanted(i) && !order[i].IsLeaf) Visit(i);
        }
        return _tangents[0] is { } result && _log is not null ? _log.HandOut(result) : _tangents[0];
    }

    public void Dispose()
    {
        _log?.ReleaseAll();
        _tangents.Dispose();
        _readers.Dispose();
    }

    // The root is read by whoever asked for its tangent.
    private void CountReaders()
    {
        _readers[0] = 1;
        for (var i = 0; i < order.Count; i++)
        {
            if (!order.IsWanted(i)) continue;
            foreach (var source in order.SourcesOf(i))
            {
                if (source >= 0) _readers[source]++;
            }
        }
    }

    private void Visit(int index)
    {
        var sources = order.SourcesOf(index);
        Span<Tensor?> four = [null, null, null, null];
        var inputs = sources.Length <= four.Length ? four[..sources.Length] : new Tensor?[sources.Length];
        var any = false;
        for (var input = 0; input < inputs.Length; input++)
        {
            if (sources[input] < 0 || _tangents[sources[input]] is not { } tangent) continue;
            inputs[input] = tangent;
            any = true;
        }
        if (any && Tangent(order[index], inputs) is { } result) Add(index, result);
        if (_log is not null) LetGo(sources);
    }

    private static Tensor? Tangent(Node node, ReadOnlySpan<Tensor?> inputs)
    {
        using var scope = ModuleScope.Enter(node.ModuleCall);
        return node.Operation!.Jvp(inputs, new SavedValues(node));
    }

    // A result on the way that is itself asked for moves in its own direction and with what it is made of.
    private void Add(int index, Tensor part)
    {
        if (_tangents[index] is { } tangent)
        {
            tangent.Storage.GradientsInFlight--;
            part = tangent + part;
        }
        _tangents[index] = part;
        part.Storage.GradientsInFlight++;
    }

    private void LetGo(ReadOnlySpan<int> sources)
    {
        foreach (var source in sources)
        {
            if (source < 0 || --_readers[source] > 0 || _tangents[source] is not { } tangent) continue;
            _tangents[source] = null;
            tangent.Storage.GradientsInFlight--;
        }
        _log!.ReleaseUnused();
    }
}
