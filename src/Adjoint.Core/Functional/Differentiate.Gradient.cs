using System.Runtime.CompilerServices;
using Adjoint.Autodiff;

namespace Adjoint;

public static partial class Differentiate
{
    /// <summary>The gradient of a function that gives a single number (PyTorch: <c>torch.func.grad</c>).</summary>
    /// <param name="f">The function.</param>
    /// <param name="method">Reverse mode takes one pass; the others take one for each number in x, or more, for comparison.</param>
    /// <returns>x -> df/dx, of x's shape; zeros if f does not depend on x. Throws <see cref="ShapeException"/> if f gives more than one
    /// number, <see cref="DTypeException"/> if x or f(x) is not floating-point.</returns>
    [OverloadResolutionPriority(1)]
    public static Func<Tensor, Tensor> Gradient(
        Func<Tensor, Tensor> f, DifferentiationMethod method = DifferentiationMethod.Reverse)
    {
        ArgumentNullException.ThrowIfNull(f);
        var gradients = ByMethod.Gradients("Differentiate.Gradient", Many(f), method);
        return x => gradients([x])[0];
    }

    /// <summary>The gradients of a function of several tensors that gives a single number.</summary>
    /// <returns>x -> df/dx_i for each argument, of its shape.</returns>
    /// <inheritdoc cref="Gradient(Func{Tensor, Tensor}, DifferentiationMethod)"/>
    public static Func<Tensor[], Tensor[]> Gradient(
        Func<Tensor[], Tensor> f, DifferentiationMethod method = DifferentiationMethod.Reverse)
    {
        ArgumentNullException.ThrowIfNull(f);
        return ByMethod.Gradients("Differentiate.Gradient", f, method);
    }

    /// <summary>
    /// The value of a function that gives a single number, and its gradient, from one run (PyTorch: <c>torch.func.grad_and_value</c>).
    /// </summary>
    /// <param name="f">The function.</param>
    /// <returns>x -> (f(x), df/dx); see <see cref="Gradient(Func{Tensor, Tensor}, DifferentiationMethod)"/>.</returns>
    [OverloadResolutionPriority(1)]
    public static Func<Tensor, (Tensor Value, Tensor Gradient)> ValueAndGradient(Func<Tensor, Tensor> f)
    {
        ArgumentNullException.ThrowIfNull(f);
        return x =>
        {
            using var run = RecordedFunction.RunScalar("Differentiate.ValueAndGradient", Many(f), [x]);
            return (run.Value, run.PullBackOfOnes()[0]);
        };
    }

    /// <summary>The value of a function of several tensors that gives a single number, and its gradients, from one run.</summary>
    /// <param name="f">The function.</param>
    /// <returns>x -> (f(x), df/dx_i for each argument).</returns>
    public static Func<Tensor[], (Tensor Value, Tensor[] Gradients)> ValueAndGradient(Func<Tensor[], Tensor> f)
    {
        ArgumentNullException.ThrowIfNull(f);
        return x =>
        {
            using var run = RecordedFunction.RunScalar("Differentiate.ValueAndGradient", f, x);
            return (run.Value, run.PullBackOfOnes());
        };
    }
}
