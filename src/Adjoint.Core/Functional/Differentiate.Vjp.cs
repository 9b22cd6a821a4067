using System.Runtime.CompilerServices;
using Adjoint.Autodiff;

namespace Adjoint;

public static partial class Differentiate
{
    /// <summary>
    /// The value of a function at x, and its pull-back u -> Jᵀ u, the vector-Jacobian product (PyTorch: <c>torch.func.vjp</c>). The
    /// Jacobian itself is never formed.
    /// </summary>
    /// <param name="f">The function; its result may have any shape.</param>
    /// <param name="x">Where it is differentiated.</param>
    /// <returns>f(x), and a function of u, which has f(x)'s shape, that can be called as often as wanted; its result has x's shape, and is
    /// zero if f does not depend on x.</returns>
    /// <exception cref="DTypeException">x or f(x) is not floating-point.</exception>
    [OverloadResolutionPriority(1)]
    public static (Tensor Value, Func<Tensor, Tensor> PullBack) Vjp(Func<Tensor, Tensor> f, Tensor x)
    {
        ArgumentNullException.ThrowIfNull(f);
        var run = RecordedFunction.Run("Differentiate.Vjp", Many(f), [x]);
        return (run.Value, u => run.PullBack(u)[0]);
    }

    /// <summary>The value of a function of several tensors at x, and its pull-back u -> J_iᵀ u for each argument.</summary>
    /// <inheritdoc cref="Vjp(Func{Tensor, Tensor}, Tensor)"/>
    public static (Tensor Value, Func<Tensor, Tensor[]> PullBack) Vjp(Func<Tensor[], Tensor> f, params Tensor[] x)
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(x);
        var run = RecordedFunction.Run("Differentiate.Vjp", f, x);
        return (run.Value, run.PullBack);
    }
}
