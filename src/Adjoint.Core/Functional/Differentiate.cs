namespace Adjoint;

/// <summary>
/// Differentiation as a function of functions: f in, f' out (PyTorch: <c>torch.func</c>). Every result is itself a function of tensors
/// that can be differentiated again, in either mode and nested to any depth. Inside f, its arguments alone vary; tensors that f takes from
/// elsewhere are constants to this derivative, though an outer derivative may be by them. Arguments need no
/// <see cref="Tensor.RequiresGrad"/>, and no one's <see cref="Tensor.Grad"/> is touched.
/// </summary>
/// <example>
/// <code>
/// var slope = Differentiate.Gradient(x => x.Sin());
/// var curvature = Differentiate.Gradient(slope);
/// </code>
/// </example>
public static partial class Differentiate
{
    // A function of one tensor as a function of several.
    private static Func<Tensor[], Tensor> Many(Func<Tensor, Tensor> f) => x => f(x[0]);
}
