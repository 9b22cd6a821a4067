using System.Runtime.CompilerServices;
using Adjoint.Autodiff;

namespace Adjoint;

/// <summary>
/// Tangents of a recorded result: how it changes when what it was computed from moves in given directions. The forward-mode twin of
/// <see cref="Gradient"/> (PyTorch: <c>torch.func.jvp</c>, <c>torch.autograd.forward_ad</c>). One walk over the record, from the variables
/// to the result; its cost does not depend on how many numbers the result has. The record is kept.
/// </summary>
public static class Tangent
{
    /// <summary>The directional derivative of y as one tensor moves: J v, of y's shape and element type.</summary>
    /// <param name="y">The result, of any shape.</param>
    /// <param name="by">A variable, or a recorded result on the way to y.</param>
    /// <param name="direction">v, of that tensor's shape and element type.</param>
    /// <param name="createGraph">Record the computation of the tangent, so that it can be differentiated again, in either mode.</param>
    /// <exception cref="GradientException">y does not depend on the tensor, the record is used up, or a recorded value was changed
    /// since.</exception>
    /// <exception cref="ShapeException">The direction has another shape than its tensor.</exception>
    /// <exception cref="DTypeException">The direction has another element type than its tensor.</exception>
    public static Tensor Of(Tensor y, Tensor by, Tensor direction, bool createGraph = false) => Of(y, [by], [direction], createGraph);

    /// <summary>
    /// The directional derivative of y as several tensors move at once: the sum over i of J_i v_i, of y's shape and element type. A
    /// recorded result that is among them moves in its own direction besides moving with what it was made from.
    /// </summary>
    /// <param name="y">The result, of any shape.</param>
    /// <param name="by">Variables, or recorded results on the way to y.</param>
    /// <param name="directions">One direction a tensor, of its shape and element type.</param>
    /// <param name="createGraph">Record the computation of the tangent, so that it can be differentiated again, in either mode.</param>
    /// <param name="byText">Filled in by the compiler.</param>
    /// <exception cref="ArgumentException">There are not as many directions as tensors.</exception>
    /// <exception cref="GradientException">y does not depend on one of the tensors, the record is used up, or a recorded value was changed
    /// since.</exception>
    /// <exception cref="ShapeException">A direction has another shape than its tensor.</exception>
    /// <exception cref="DTypeException">A direction has another element type than its tensor.</exception>
    public static Tensor Of(
        Tensor y, ReadOnlySpan<Tensor> by, ReadOnlySpan<Tensor> directions, bool createGraph = false,
        [CallerArgumentExpression(nameof(by))] string? byText = null)
    {
        using var order = OrderOf(y, by, directions);
        Connection.Require("Tangent.Of", y, order, by, byText);
        return Run(order, by, directions, createGraph) ?? y.NewFull(y.Shape, 0);
    }

    /// <summary>
    /// The same, where tensors without a path to y have no effect; null if y depends on none of them, or by steps alone that are flat
    /// everywhere.
    /// </summary>
    /// <inheritdoc cref="Of(Tensor, ReadOnlySpan{Tensor}, ReadOnlySpan{Tensor}, bool, string?)"/>
    public static Tensor? OfOrNull(Tensor y, ReadOnlySpan<Tensor> by, ReadOnlySpan<Tensor> directions, bool createGraph = false)
    {
        using var order = OrderOf(y, by, directions);
        return Run(order, by, directions, createGraph);
    }

    /// <summary>One walk; null where no direction reaches the root.</summary>
    internal static Tensor? Run(GraphOrder? order, ReadOnlySpan<Tensor> by, ReadOnlySpan<Tensor> directions, bool differentiable)
    {
        if (order is null) return null;
        using var pass = new ForwardPass(order, differentiable);
        return pass.Run(by, directions);
    }

    private static GraphOrder? OrderOf(Tensor y, ReadOnlySpan<Tensor> by, ReadOnlySpan<Tensor> directions)
    {
        ArgumentNullException.ThrowIfNull(y);
        RequireDirections("Tangent.Of", by, directions);
        return y.Node is { } root ? GraphOrder.From(root, by) : null;
    }

    /// <summary>One direction a tensor, of its type.</summary>
    internal static void RequireDirections(string caller, ReadOnlySpan<Tensor> by, ReadOnlySpan<Tensor> directions)
    {
        if (by.Length != directions.Length)
        {
            throw new ArgumentException($"{caller}: {by.Length} tensors need as many directions, and {directions.Length} were given.");
        }
        for (var i = 0; i < by.Length; i++)
        {
            ArgumentNullException.ThrowIfNull(by[i], nameof(by));
            ArgumentNullException.ThrowIfNull(directions[i], nameof(directions));
            if (directions[i].Shape != by[i].Shape)
            {
                throw new ShapeException($"{caller}: direction {i} has shape {directions[i].Shape}, and its tensor {by[i].Shape}.");
            }
            if (directions[i].DType != by[i].DType)
            {
                throw new DTypeException($"{caller}: direction {i} is {directions[i].DType.Text}, and its tensor {by[i].DType.Text}. "
                    + $"Hint: convert it with To({nameof(DType)}.{by[i].DType}).");
            }
        }
    }
}
