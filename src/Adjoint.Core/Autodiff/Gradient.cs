using System.Runtime.CompilerServices;
using Adjoint.Autodiff;

namespace Adjoint;

/// <summary>Gradients as a function of a result and of what to differentiate by (PyTorch: <c>torch.autograd.grad</c>).</summary>
public static class Gradient
{
    /// <summary>
    /// The gradients of a single number by tensors it was computed from: one of each tensor's shape and element type. The variables'
    /// <see cref="Tensor.Grad"/> are left alone, and the record is used up.
    /// </summary>
    /// <param name="y">The result, with one element.</param>
    /// <param name="by">Variables, or recorded results on the way to y.</param>
    /// <exception cref="GradientException">y does not depend on one of the tensors (the message names where the path was cut, and the record
    /// is left as it was), the record is used up, or a recorded value was changed since.</exception>
    /// <exception cref="ShapeException">y has not exactly one element.</exception>
    public static Tensor[] Of(Tensor y, params ReadOnlySpan<Tensor> by) => Of(y, by, null, byText: null);

    /// <inheritdoc cref="Of(Tensor, ReadOnlySpan{Tensor})"/>
    /// <param name="y">The result.</param>
    /// <param name="by">Variables, or recorded results on the way to y.</param>
    /// <param name="gradient">The incoming gradient, of y's shape; 1 if omitted, for a single number (PyTorch:
    /// <c>grad_outputs</c>).</param>
    /// <param name="createGraph">Record the computation of the gradients, so that they can be differentiated again; keeps y's
    /// record.</param>
    /// <param name="keepGraph">Keep y's record for a further pass (PyTorch: <c>retain_graph</c>).</param>
    /// <param name="algorithm">Which form of back-propagation; both give the same gradients.</param>
    /// <param name="byText">Filled in by the compiler.</param>
    public static Tensor[] Of(
        Tensor y, ReadOnlySpan<Tensor> by, Tensor? gradient = null, bool createGraph = false, bool keepGraph = false,
        BackPropagation algorithm = BackPropagation.IncrementInputs, [CallerArgumentExpression(nameof(by))] string? byText = null)
    {
        RequireTensors(y, by);
        return Reverse.GradientsOfConnected(y, gradient, by, createGraph, keepGraph, algorithm, byText);
    }

    /// <summary>The same, with null for each tensor that y does not depend on (PyTorch: <c>allow_unused=True</c>).</summary>
    /// <inheritdoc cref="Of(Tensor, ReadOnlySpan{Tensor}, Tensor?, bool, bool, BackPropagation, string?)"/>
    public static Tensor?[] OfOrNull(
        Tensor y, ReadOnlySpan<Tensor> by, Tensor? gradient = null, bool createGraph = false, bool keepGraph = false)
    {
        RequireTensors(y, by);
        return Reverse.Gradients(y, gradient, by, createGraph, keepGraph);
    }

    /// <summary>
    /// The places where paths to a result were cut, so that variables behind them get no gradient by it, or only one by other paths: integer
    /// and comparing operations, Detach and NoGrad. Those near to the result come first. A place may be meant, such as a mask; nothing here is
    /// an error. To be asked before the record is used up.
    /// </summary>
    /// <param name="y">The result.</param>
    /// <exception cref="GradientException">A part of the record is used up.</exception>
    public static IReadOnlyList<GradientStop> StopsOf(Tensor y)
    {
        ArgumentNullException.ThrowIfNull(y);
        if (y.GradientStop is { } stop) return [stop];
        if (y.Node is not { } node) return [];
        using var order = GraphOrder.From(node);
        return Connection.Stops(order);
    }

    private static void RequireTensors(Tensor y, ReadOnlySpan<Tensor> by)
    {
        ArgumentNullException.ThrowIfNull(y);
        foreach (var tensor in by) ArgumentNullException.ThrowIfNull(tensor, nameof(by));
    }
}
