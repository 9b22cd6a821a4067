using Adjoint.Graphs;

namespace Adjoint.Autodiff;

/// <summary>
/// Forward mode: one walk from the variables to the result that carries a tangent beside each value, v' = sum over the inputs of
/// dv/du u' (UBC lecture 2, forward derivative trace). When it is not recorded itself, the pass owns every tensor the tangent rules make,
/// and gives a tangent's memory back once the last step that reads it has been passed.
/// </summary>
internal sealed class ForwardPass(GraphOrder order, bool differentiable)
{
    private readonly Tensor?[] _tangents = new Tensor?[order.Count];
    private readonly int[] _readers = new int[order.Count];
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
        var result = _tangents[0];
        if (_log is null || result is null) return result;
        result = _log.HandOut(result);
        _log.ReleaseAll();
        return result;
    }

    // The root is read by whoever asked for its tangent.
    private void CountReaders()
    {
        _readers[0] = 1;
        for (var i = 0; i < order.Count; i++)
        {
            if (!order.IsWanted(i)) continue;
            for (var input = 0; input < order[i].InputCount; input++)
            {
                if (order[i].Input(input) is { } source) _readers[order.IndexOf(source)]++;
            }
        }
    }

    private void Visit(int index)
    {
        var node = order[index];
        Span<Tensor?> four = [null, null, null, null];
        var inputs = node.InputCount <= four.Length ? four[..node.InputCount] : new Tensor?[node.InputCount];
        var any = false;
        for (var input = 0; input < inputs.Length; input++)
        {
            if (node.Input(input) is not { } source) continue;
            inputs[input] = _tangents[order.IndexOf(source)];
            any |= inputs[input] is not null;
        }
        if (any && Tangent(node, inputs) is { } tangent) Add(index, tangent);
        if (_log is not null) LetGo(node);
    }

    private static Tensor? Tangent(Node node, ReadOnlySpan<Tensor?> inputs)
    {
        using var scope = ModuleScope.Enter(node.ModulePath!);
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

    private void LetGo(Node node)
    {
        for (var input = 0; input < node.InputCount; input++)
        {
            if (node.Input(input) is not { } source) continue;
            var index = order.IndexOf(source);
            if (--_readers[index] > 0 || _tangents[index] is not { } tangent) continue;
            _tangents[index] = null;
            tangent.Storage.GradientsInFlight--;
        }
        _log!.ReleaseUnused();
    }
}
