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
    /// <exception cref="GradientException">y does not depend on one of the tensors, the record is used up, or a recorded value was changed
    /// since.</exception>
    /// <exception cref="ShapeException">y has not exactly one element.</exception>
    public static Tensor[] Of(Tensor y, params ReadOnlySpan<Tensor> by) => Connected(Find(y, by, null, false, false), by, null);

    /// <inheritdoc cref="Of(Tensor, ReadOnlySpan{Tensor})"/>
    /// <param name="y">The result.</param>
    /// <param name="by">Variables, or recorded results on the way to y.</param>
    /// <param name="gradient">The incoming gradient, of y's shape; 1 if omitted, for a single number (PyTorch:
    /// <c>grad_outputs</c>).</param>
    /// <param name="createGraph">Record the computation of the gradients, so that they can be differentiated again; keeps y's
    /// record.</param>
    /// <param name="keepGraph">Keep y's record for a further pass (PyTorch: <c>retain_graph</c>).</param>
    /// <param name="byText">Filled in by the compiler.</param>
    public static Tensor[] Of(
        Tensor y, ReadOnlySpan<Tensor> by, Tensor? gradient = null, bool createGraph = false, bool keepGraph = false,
        [CallerArgumentExpression(nameof(by))] string? byText = null) =>
        Connected(Find(y, by, gradient, createGraph, keepGraph), by, byText);

    /// <summary>The same, with null for each tensor that y does not depend on (PyTorch: <c>allow_unused=True</c>).</summary>
    /// <inheritdoc cref="Of(Tensor, ReadOnlySpan{Tensor}, Tensor?, bool, bool, string?)"/>
    public static Tensor?[] OfOrNull(
        Tensor y, ReadOnlySpan<Tensor> by, Tensor? gradient = null, bool createGraph = false, bool keepGraph = false) =>
        Find(y, by, gradient, createGraph, keepGraph);

    private static Tensor?[] Find(Tensor y, ReadOnlySpan<Tensor> by, Tensor? gradient, bool createGraph, bool keepGraph)
    {
        ArgumentNullException.ThrowIfNull(y);
        foreach (var tensor in by) ArgumentNullException.ThrowIfNull(tensor, nameof(by));
        return Reverse.Gradients(y, gradient, by, createGraph, keepGraph);
    }

    private static Tensor[] Connected(Tensor?[] gradients, ReadOnlySpan<Tensor> by, string? byText)
    {
        for (var i = 0; i < gradients.Length; i++)
        {
            if (gradients[i] is not null) continue;
            var which = byText is null ? $"tensor {i}" : $"tensor {i} of {byText}";
            throw new GradientException($"Gradient.Of: the result does not depend on {which}, which is {by[i].Type}. Hint: "
                + (by[i].RequiresGrad
                    ? "Gradient.OfOrNull() gives null for tensors without a path."
                    : "set its RequiresGrad = true before computing with it."));
        }
        return gradients!;
    }
}
