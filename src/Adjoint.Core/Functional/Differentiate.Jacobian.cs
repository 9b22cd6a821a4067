using System.Runtime.CompilerServices;

namespace Adjoint;

public static partial class Differentiate
{
    /// <summary>
    /// The Jacobian of a function: all derivatives of all its numbers (PyTorch: <c>torch.func.jacrev</c> and <c>jacfwd</c>). It takes as
    /// much memory as both shapes multiplied; where products with it are enough, <see cref="Vjp(Func{Tensor, Tensor}, Tensor)"/> and
    /// <see cref="Jvp(Func{Tensor, Tensor}, Tensor, Tensor)"/> never form it.
    /// </summary>
    /// <param name="f">The function; its result may have any shape.</param>
    /// <param name="method">By rows in reverse mode, by columns in forward mode, or another way; of these two the one with fewer
    /// passes if omitted.</param>
    /// <returns>x -> J of shape f(x).Shape followed by x.Shape, with J[i, j] = df_i/dx_j. Throws <see cref="DTypeException"/> if x or f(x)
    /// is not floating-point.</returns>
    [OverloadResolutionPriority(1)]
    public static Func<Tensor, Tensor> Jacobian(Func<Tensor, Tensor> f, DifferentiationMethod? method = null)
    {
        ArgumentNullException.ThrowIfNull(f);
        var jacobians = ByMethod.Jacobians("Differentiate.Jacobian", Many(f), method);
        return x => jacobians([x])[0];
    }

    /// <summary>The Jacobians of a function of several tensors, one by each argument.</summary>
    /// <returns>x -> J_k for each argument, of shape f(x).Shape followed by x_k.Shape.</returns>
    /// <inheritdoc cref="Jacobian(Func{Tensor, Tensor}, DifferentiationMethod?)"/>
    public static Func<Tensor[], Tensor[]> Jacobian(Func<Tensor[], Tensor> f, DifferentiationMethod? method = null)
    {
        ArgumentNullException.ThrowIfNull(f);
        return ByMethod.Jacobians("Differentiate.Jacobian", f, method);
    }
}
