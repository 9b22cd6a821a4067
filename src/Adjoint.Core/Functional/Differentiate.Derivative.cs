using Adjoint.Autodiff;

namespace Adjoint;

public static partial class Differentiate
{
    /// <summary>
    /// The directional derivative of a function: how its result changes as x moves in a direction, J v (PyTorch: the tangent of
    /// <c>torch.func.jvp</c>).
    /// </summary>
    /// <param name="f">The function; its result may have any shape.</param>
    /// <param name="direction">v, of x's shape and element type.</param>
    /// <param name="method">Forward mode takes one walk; reverse mode differentiates the pull-back u -> Jᵀ u, which is linear, once
    /// more.</param>
    /// <returns>x -> J v, of f(x)'s shape. Throws <see cref="ShapeException"/> if the direction does not have x's shape.</returns>
    public static Func<Tensor, Tensor> Directional(
        Func<Tensor, Tensor> f, Tensor direction, DifferentiationMethod method = DifferentiationMethod.Forward)
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(direction);
        return method switch
        {
            DifferentiationMethod.Forward => x => Jvp(f, x, direction).Tangent,
            DifferentiationMethod.Reverse => x => DirectionalInReverse(f, x, direction),
            DifferentiationMethod.Numerical => x => new NumericalFunction("Differentiate.Directional", Many(f)).Along(x, direction),
            DifferentiationMethod.Symbolic => DirectionalBySymbols(f, direction),
            _ => throw UnknownMethod(method),
        };
    }

    /// <summary>
    /// The derivative of any order of a function of one number, at as many points at once as x has elements: f must act element by element,
    /// that is, each number of its result may depend on the number at the same place alone.
    /// </summary>
    /// <param name="f">The function, such as <c>x => x.Sin() * x</c>.</param>
    /// <param name="order">How often it is differentiated, 1 or more. Time and memory grow with each order as the derivative's formula
    /// does.</param>
    /// <param name="method">The mode of all the passes.</param>
    /// <returns>x -> the derivatives, of x's shape. Throws <see cref="ShapeException"/> if f(x) has another shape than x.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The order is less than 1.</exception>
    public static Func<Tensor, Tensor> Derivative(
        Func<Tensor, Tensor> f, int order = 1, DifferentiationMethod method = DifferentiationMethod.Forward)
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentOutOfRangeException.ThrowIfLessThan(order, 1);
        ByMethod.Require(method);
        if (method == DifferentiationMethod.Numerical) return x => Numerical(f, x, order);
        for (var i = 0; i < order; i++) f = FirstDerivative(f, method);
        return f;
    }

    // u -> Jᵀ u is linear, so its own pull-back is v -> J v, wherever it is taken.
    private static Tensor DirectionalInReverse(Func<Tensor, Tensor> f, Tensor x, Tensor direction)
    {
        var (value, pullBack) = Vjp(f, x);
        return Vjp(pullBack, value).PullBack(direction);
    }

    private static Func<Tensor, Tensor> DirectionalBySymbols(Func<Tensor, Tensor> f, Tensor direction)
    {
        var jacobian = Jacobian(f, DifferentiationMethod.Symbolic);
        return x =>
        {
            Tangent.RequireDirections("Differentiate.Directional", [x], [direction]);
            var product = jacobian(x) * direction;
            return direction.Rank == 0 ? product : product.Sum([.. Enumerable.Range(product.Rank - direction.Rank, direction.Rank)]);
        };
    }

    private static Func<Tensor, Tensor> FirstDerivative(Func<Tensor, Tensor> f, DifferentiationMethod method)
    {
        // Element by element, the derivatives are the gradient of the sum.
        if (method == DifferentiationMethod.Symbolic) return Gradient(x => ElementByElement(f(x), x).Sum(), method);
        return x =>
        {
            using var run = RecordedFunction.Run("Differentiate.Derivative", Many(f), [x]);
            ElementByElement(run.Value, x);
            return method == DifferentiationMethod.Forward ? run.PushForward([x.NewFull(x.Shape, 1)]) : run.PullBackOfOnes()[0];
        };
    }

    private static Tensor Numerical(Func<Tensor, Tensor> f, Tensor x, int order)
    {
        ArgumentNullException.ThrowIfNull(x);
        var function = new NumericalFunction("Differentiate.Derivative", Many(at => ElementByElement(f(at), at)));
        return function.Along(x, x.NewFull(x.Shape, 1), order);
    }

    private static Tensor ElementByElement(Tensor value, Tensor x) => value.Shape == x.Shape ? value : throw new ShapeException(
        $"Differentiate.Derivative: the function gave {value.Type} for {x.Type}, so it does not act element by element. "
            + "Hint: Differentiate.Jacobian takes any function.");

    private static ArgumentOutOfRangeException UnknownMethod(DifferentiationMethod method) =>
        new(nameof(method), method, "There is no such way to differentiate.");
}
