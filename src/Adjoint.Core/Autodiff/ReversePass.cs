using Adjoint.Graphs;

namespace Adjoint.Autodiff;

/// <summary>
/// One walk backwards over a graph. When no higher order is asked for, the pass owns every tensor that the derivative rules make, and gives
/// each one's memory back as soon as no gradient in flight refers to it, so that the next step of the walk finds warm buffers.
/// </summary>
internal sealed class ReversePass(GraphOrder order, bool differentiable) : IAdjointPass
{
    private readonly RentedArray<Tensor?> _gradients = new(order.Count);
    private readonly StorageLog? _log = differentiable ? null : new StorageLog();

    public void Run(Tensor seed)
    {
        using var mode = NoGrad.Set(!differentiable);
        using var logging = StorageLog.Begin(_log);
        // The seed may be the caller's own tensor: one use more than there is keeps it from being handed out or changed.
        seed.Storage.GradientsInFlight++;
        Put(0, seed);
        Span<Tensor?> one = [null, null, null, null];
        for (var i = 0; i < order.Count; i++)
        {
            var node = order[i];
            if (node.IsLeaf || _gradients[i] is not { } gradient || !order.IsWanted(i)) continue;
            var inputs = node.InputCount <= one.Length ? one[..node.InputCount] : new Tensor?[node.InputCount];
            inputs.Clear();
            var sources = order.SourcesOf(i);
            Differentiate(node, gradient, sources, inputs);
            for (var input = 0; input < inputs.Length; input++)
            {
                if (inputs[input] is { } part) Add(sources[input], part);
            }
            if (_log is null || order.IsTarget(i)) continue;
            _gradients[i] = null;
            gradient.Storage.GradientsInFlight--;
            _log.ReleaseUnused();
        }
        seed.Storage.GradientsInFlight--;
    }

    public Tensor? TakeGradient(int index)
    {
        if (_gradients[index] is not { } gradient || _log is null) return _gradients[index];
        _gradients[index] = null;
        return _log.HandOut(gradient);
    }

    public void Dispose()
    {
        _log?.ReleaseAll();
        _gradients.Dispose();
    }

    private void Differentiate(Node node, Tensor gradient, ReadOnlySpan<int> sources, Span<Tensor?> inputs)
    {
        using var scope = ModuleScope.Enter(node.ModuleCall);
        var operation = node.Operation!;
        var saved = new SavedValues(node);
        if (!differentiable && gradient.Backend.HasFusedDerivatives && operation.TryVjpFused(gradient, saved, inputs))
        {
            for (var input = 0; input < inputs.Length; input++)
            {
                if (!order.IsWanted(sources[input])) inputs[input] = null;
            }
            return;
        }
        for (var input = 0; input < inputs.Length; input++)
        {
            if (order.IsWanted(sources[input])) inputs[input] = operation.Vjp(input, gradient, saved);
        }
    }

    private void Put(int index, Tensor gradient)
    {
        _gradients[index] = gradient;
        gradient.Storage.GradientsInFlight++;
    }

    private void Add(int index, Tensor part)
    {
        if (_gradients[index] is not { } sum)
        {
            Put(index, part);
            return;
        }
        if (_log is not null && sum.Storage.GradientsInFlight == 1 && _log.Owns(sum.Storage) && sum.IsContiguous
            && sum.Storage != part.Storage)
        {
            GradientSum.AddInPlace(sum, part);
            return;
        }
        sum.Storage.GradientsInFlight--;
        Put(index, sum + part);
    }
}
