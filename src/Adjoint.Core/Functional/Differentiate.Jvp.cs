using System.Runtime.CompilerServices;
using Adjoint.Autodiff;

namespace Adjoint;

public static partial class Differentiate
{
    /// <summary>
    /// The value of a function at x, and its tangent J v as x moves in direction v, the Jacobian-vector product, in forward mode
    /// (PyTorch: <c>torch.func.jvp</c>). The Jacobian itself is never formed.
    /// </summary>
    /// <param name="f">The function; its result may have any shape.</param>
    /// <param name="x">Where it is differentiated.</param>
    /// <param name="direction">v, of x's shape and element type.</param>
    /// <returns>f(x) and J v, both of the result's shape; the tangent is zero if f does not depend on x.</returns>
    /// <exception cref="ShapeException">The direction has another shape than x.</exception>
    /// <exception cref="DTypeException">x or f(x) is not floating-point, or the direction has another element type than x.</exception>
    [OverloadResolutionPriority(1)]
    public static (Tensor Value, Tensor Tangent) Jvp(Func<Tensor, Tensor> f, Tensor x, Tensor direction) =>
        JvpOf("Differentiate.Jvp", Many(f), [x], [direction]);

    /// <summary>The value of a function of several tensors at x, and the sum of J_i v_i as they move at once.</summary>
    /// <param name="f">The function; its result may have any shape.</param>
    /// <param name="x">Where it is differentiated.</param>
    /// <param name="directions">One direction an argument, of its shape and element type.</param>
    /// <exception cref="ArgumentException">There are not as many directions as arguments.</exception>
    /// <inheritdoc cref="Jvp(Func{Tensor, Tensor}, Tensor, Tensor)"/>
    public static (Tensor Value, Tensor Tangent) Jvp(Func<Tensor[], Tensor> f, Tensor[] x, Tensor[] directions) =>
        JvpOf("Differentiate.Jvp", f, x, directions);

    /// <summary>
    /// The value of a function at x, and its push-forward v -> J v, for several directions at one x (PyTorch: <c>torch.func.linearize</c>).
    /// </summary>
    /// <param name="f">The function; its result may have any shape.</param>
    /// <param name="x">Where it is differentiated.</param>
    /// <returns>f(x), and a function of v, which has x's shape, that can be called as often as wanted; its result has f(x)'s
    /// shape.</returns>
    /// <exception cref="DTypeException">x or f(x) is not floating-point.</exception>
    [OverloadResolutionPriority(1)]
    public static (Tensor Value, Func<Tensor, Tensor> PushForward) Linearize(Func<Tensor, Tensor> f, Tensor x)
    {
        ArgumentNullException.ThrowIfNull(f);
        var run = RecordedFunction.Run("Differentiate.Linearize", Many(f), [x]);
        return (run.Value, v => run.PushForward([v]));
    }

    /// <summary>The value of a function of several tensors at x, and its push-forward: the sum of J_i v_i.</summary>
    /// <inheritdoc cref="Linearize(Func{Tensor, Tensor}, Tensor)"/>
    public static (Tensor Value, Func<Tensor[], Tensor> PushForward) Linearize(Func<Tensor[], Tensor> f, params Tensor[] x)
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(x);
        var run = RecordedFunction.Run("Differentiate.Linearize", f, x);
        return (run.Value, directions => run.PushForward(directions));
    }

    private static (Tensor Value, Tensor Tangent) JvpOf(string caller, Func<Tensor[], Tensor> f, Tensor[] x, Tensor[] directions)
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(directions);
        using var run = RecordedFunction.Run(caller, f, x);
        return (run.Value, run.PushForward(directions));
    }
}
