using Adjoint.Graphs;

namespace Adjoint.Autodiff;

/// <summary>
/// Reverse mode over the recorded graph: adjoints start at zero and are incremented by each consumer (version B of CMU lecture 13,
/// Algorithm "initialise and increment"), or gathered (version A). The walk is a loop over a topological order, so a graph may be millions
/// of steps deep.
/// </summary>
internal static class Reverse
{
    /// <summary>Adds the gradient of a root by every variable it depends on to the variables' <see cref="Tensor.Grad"/>.</summary>
    public static void Accumulate(Tensor root, Tensor? seed, bool keepGraph)
    {
        var node = RootOf(root, "Backward()");
        using var order = GraphOrder.From(node);
        using var pass = new ReversePass(order, differentiable: false);
        pass.Run(seed is null ? Seed(root) : CheckSeed(root, seed));
        for (var i = 0; i < order.Count; i++)
        {
            if (order[i].Variable is { RequiresGrad: true } variable) AddTo(variable, pass.TakeGradient(i) ?? Zero(variable));
        }
        if (!keepGraph) order.UseUp();
    }

    /// <summary>
    /// The gradients of a root by given tensors, which may be variables or intermediate results; null where there is no path.
    /// </summary>
    public static Tensor?[] Gradients(Tensor root, Tensor? seed, ReadOnlySpan<Tensor> by, bool differentiable, bool keepGraph)
    {
        using var order = GraphOrder.From(RootOf(root, "Gradient.Of"), by);
        return Gradients(order, root, seed, by, differentiable, keepGraph);
    }

    /// <summary>The same, where every tensor must have a path.</summary>
    /// <exception cref="GradientException">One has none; <paramref name="byText"/> is what the caller wrote for them.</exception>
    public static Tensor[] GradientsOfConnected(
        Tensor root, Tensor? seed, ReadOnlySpan<Tensor> by, bool differentiable, bool keepGraph, BackPropagation algorithm, string? byText)
    {
        const string caller = "Gradient.Of";
        using var order = GraphOrder.From(RootOf(root, caller), by);
        Connection.Require(caller, root, order, by, byText);
        return Gradients(order, root, seed, by, differentiable, keepGraph, algorithm)!;
    }

    /// <summary>The same over an order made before, whose targets are the tensors asked for; keeps the record.</summary>
    public static Tensor?[] Gradients(
        GraphOrder order, Tensor seed, ReadOnlySpan<Tensor> by, bool differentiable,
        BackPropagation algorithm = BackPropagation.IncrementInputs)
    {
        using IAdjointPass pass = algorithm == BackPropagation.GatherFromConsumers
            ? new GatherPass(order, differentiable)
            : new ReversePass(order, differentiable);
        pass.Run(seed);
        var results = new Tensor?[by.Length];
        var handedOut = new Dictionary<int, int>(by.Length);
        for (var i = 0; i < by.Length; i++)
        {
            if (by[i].Node is not { } target || order.IndexOf(target) is var index && index < 0) continue;
            // A gradient is handed out once; a tensor that is asked for again gets a copy.
            results[i] = handedOut.TryGetValue(index, out var first) ? results[first]?.Clone() : pass.TakeGradient(index) ?? Zero(by[i]);
            handedOut.TryAdd(index, i);
        }
        return results;
    }

    private static Tensor?[] Gradients(
        GraphOrder order, Tensor root, Tensor? seed, ReadOnlySpan<Tensor> by, bool differentiable, bool keepGraph,
        BackPropagation algorithm = BackPropagation.IncrementInputs)
    {
        var results = Gradients(order, seed is null ? Seed(root) : CheckSeed(root, seed), by, differentiable, algorithm);
        if (!keepGraph && !differentiable) order.UseUp();
        return results;
    }

    // A path that is there and leads through steps alone (floor, sign) has the gradient 0.
    private static Tensor Zero(Tensor variable) => variable.NewFull(variable.Shape, 0);

    private static Node RootOf(Tensor root, string caller)
    {
        if (root.Node is { } node) return node;
        throw new GradientException(root.GradientStop is { } stop
            ? $"{caller}: no gradient leads from this {root.Type} to any variable: the gradient stops at {stop}. Hint: {stop.Hint}"
            : $"{caller}: this {root.Type} does not depend on any variable. Hint: set RequiresGrad = true on what to differentiate by, "
                + "before computing with it; to differentiate a gradient again, ask for it with createGraph: true.");
    }

    private static Tensor Seed(Tensor root)
    {
        if (root.ElementCount == 1) return root.NewFull(root.Shape, 1);
        throw new ShapeException($"A gradient starts from a single number, and this tensor is {root.Type}. "
            + "Hint: reduce it first, as in loss.Mean().Backward(), or pass the incoming gradient.");
    }

    private static Tensor CheckSeed(Tensor root, Tensor seed)
    {
        if (seed.Shape != root.Shape)
        {
            throw new ShapeException($"The incoming gradient has shape {seed.Shape}, and the tensor it belongs to {root.Shape}.");
        }
        if (seed.DType != root.DType)
        {
            throw new DTypeException($"The incoming gradient is {seed.DType.Text}, and the tensor it belongs to {root.DType.Text}.");
        }
        return seed;
    }

    private static void AddTo(Tensor variable, Tensor gradient)
    {
        using var noGrad = NoGrad.Begin();
        // Passes on several threads may reach one variable.
        lock (variable.Storage)
        {
            if (variable.PeekGrad is not { } sum)
            {
                variable.SetGrad(gradient);
                return;
            }
            GradientSum.AddInPlace(sum, gradient);
        }
        gradient.Storage.Release();
    }
}
