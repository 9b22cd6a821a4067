using System.Runtime.CompilerServices;
using Adjoint.Autodiff;

namespace Adjoint;

public static partial class Differentiate
{
    /// <summary>
    /// The Hessian of a function that gives a single number: all second derivatives, in forward mode over the reverse-mode gradient
    /// (PyTorch: <c>torch.func.hessian</c>). Other ways: <c>Jacobian(Gradient(f, inner), outer)</c>.
    /// </summary>
    /// <param name="f">The function.</param>
    /// <returns>x -> H of shape x.Shape followed by x.Shape, with H[i, j] = d²f/dx_i dx_j. Throws <see cref="ShapeException"/> if f gives
    /// more than one number.</returns>
    [OverloadResolutionPriority(1)]
    public static Func<Tensor, Tensor> Hessian(Func<Tensor, Tensor> f) => Jacobian(Gradient(f), DifferentiationMethod.Forward);

    /// <summary>The second derivatives of a function of several tensors that gives a single number.</summary>
    /// <param name="f">The function.</param>
    /// <returns>x -> H with H[k][l] of shape x_k.Shape followed by x_l.Shape: the derivatives by x_k and x_l. Throws
    /// <see cref="ShapeException"/> if f gives more than one number.</returns>
    public static Func<Tensor[], Tensor[][]> Hessian(Func<Tensor[], Tensor> f)
    {
        var jacobians = Jacobian(JoinedGradient(f), DifferentiationMethod.Forward);
        return x =>
        {
            // Columns [all elements of all arguments, x_l.Shape], cut into rows of blocks.
            Tensor[][] columns = [.. jacobians(x).Select(column => Cut(column, x))];
            return [.. x.Select((_, k) => columns.Select(column => column[k]).ToArray())];
        };
    }

    /// <summary>
    /// The Hessian of a function that gives a single number times a vector, H v, in forward mode over the reverse-mode gradient: at a few
    /// times the cost of f, without the Hessian (Pearlmutter 1994; PyTorch: <c>torch.func.jvp</c> of <c>torch.func.grad</c>).
    /// </summary>
    /// <param name="f">The function.</param>
    /// <returns>(x, v) -> H v, of x's shape, as v must be. Throws <see cref="ShapeException"/> if f gives more than one number.</returns>
    [OverloadResolutionPriority(1)]
    public static Func<Tensor, Tensor, Tensor> HessianVector(Func<Tensor, Tensor> f)
    {
        var gradient = Gradient(f);
        return (x, v) => RecordedFunction.Run("Differentiate.HessianVector", Many(gradient), [x]).PushForward([v]);
    }

    /// <summary>The second derivatives of a function of several tensors times one vector an argument.</summary>
    /// <param name="f">The function.</param>
    /// <returns>(x, v) -> the sum over l of H_kl v_l, for each argument k.</returns>
    public static Func<Tensor[], Tensor[], Tensor[]> HessianVector(Func<Tensor[], Tensor> f)
    {
        var gradient = JoinedGradient(f);
        return (x, v) => Cut(RecordedFunction.Run("Differentiate.HessianVector", gradient, x).PushForward(v), x);
    }

    // All gradients in one row, so that one walk differentiates them together.
    private static Func<Tensor[], Tensor> JoinedGradient(Func<Tensor[], Tensor> f)
    {
        var gradient = Gradient(f);
        return x => Tensor.Concat([.. gradient(x).Select(part => part.Reshape(-1))]);
    }

    // The first dimension cut into the arguments' shapes again.
    private static Tensor[] Cut(Tensor joined, Tensor[] x)
    {
        var parts = joined.Split(Array.ConvertAll(x, argument => argument.ElementCount));
        return [.. parts.Select((part, k) => part.Reshape(Shape.Create([.. x[k].Shape, .. joined.Shape.Sizes[1..]])))];
    }
}
