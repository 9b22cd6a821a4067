using Adjoint.Autodiff;

namespace Adjoint;

public static partial class NumericalDerivative
{
    /// <summary>
    /// The gradient of a single number computed from a tensor, in x's shape and float64. f is given x as float64, so that float32 may come in,
    /// and must compute in it.
    /// </summary>
    /// <param name="f">The function, with a result of one element; it must give the same every time.</param>
    /// <param name="x">The point, left as it is.</param>
    /// <param name="method">How.</param>
    /// <param name="step">The distance between an element and its neighbours (the first one, for Richardson); the best for a well-scaled
    /// function if omitted.</param>
    /// <exception cref="ShapeException">The result has not exactly one element.</exception>
    /// <exception cref="DTypeException">x is not of floating-point numbers, or the result not float64.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The step is not positive or too small to change x.</exception>
    public static NumericalResult<Tensor> Gradient(
        Func<Tensor, Tensor> f, Tensor x, DifferenceMethod method = DifferenceMethod.Central, double? step = null)
    {
        ArgumentNullException.ThrowIfNull(f);
        return Gradient(at => f(at[0]), [x], method, step)[0];
    }

    /// <summary>The gradients of a single number computed from several tensors, one of each one's shape, in float64.</summary>
    /// <inheritdoc cref="Gradient(Func{Tensor, Tensor}, Tensor, DifferenceMethod, double?)"/>
    public static NumericalResult<Tensor>[] Gradient(
        Func<Tensor[], Tensor> f, Tensor[] x, DifferenceMethod method = DifferenceMethod.Central, double? step = null)
    {
        var function = new FlatFunction(f, x, isNumber: true);
        var columns = DerivativesByEach(new DifferencePoint(function.Of, function.Point, method, step));
        return function.Split(Shape.Scalar, columns);
    }

    /// <summary>
    /// The Jacobian of a tensor computed from a tensor: shape [result's sizes, x's sizes], float64, the derivative of each element of the result
    /// by each of x.
    /// </summary>
    /// <inheritdoc cref="Gradient(Func{Tensor, Tensor}, Tensor, DifferenceMethod, double?)"/>
    /// <exception cref="ShapeException">The result's shape changes from point to point.</exception>
    public static NumericalResult<Tensor> Jacobian(
        Func<Tensor, Tensor> f, Tensor x, DifferenceMethod method = DifferenceMethod.Central, double? step = null)
    {
        ArgumentNullException.ThrowIfNull(f);
        return Jacobian(at => f(at[0]), [x], method, step)[0];
    }

    /// <summary>The Jacobians of a tensor computed from several: for each, shape [result's sizes, its sizes], float64.</summary>
    /// <inheritdoc cref="Jacobian(Func{Tensor, Tensor}, Tensor, DifferenceMethod, double?)"/>
    public static NumericalResult<Tensor>[] Jacobian(
        Func<Tensor[], Tensor> f, Tensor[] x, DifferenceMethod method = DifferenceMethod.Central, double? step = null)
    {
        var function = new FlatFunction(f, x, isNumber: false);
        var columns = DerivativesByEach(new DifferencePoint(function.Of, function.Point, method, step));
        return function.Split(function.ResultShape, columns);
    }

    /// <summary>
    /// The Hessian of a single number computed from a tensor: shape [x's sizes, x's sizes], float64, its second derivative by each pair of
    /// elements.
    /// </summary>
    /// <inheritdoc cref="Gradient(Func{Tensor, Tensor}, Tensor, DifferenceMethod, double?)"/>
    public static NumericalResult<Tensor> Hessian(
        Func<Tensor, Tensor> f, Tensor x, DifferenceMethod method = DifferenceMethod.Central, double? step = null)
    {
        ArgumentNullException.ThrowIfNull(f);
        var function = new FlatFunction(at => f(at[0]), [x], isNumber: true);
        var (value, error) = SecondDerivatives(new DifferencePoint(function.Of, function.Point, method, step));
        Shape shape = [.. x.Shape.Sizes, .. x.Shape.Sizes];
        return new(Tensor.From(value).Reshape(shape), Tensor.From(error).Reshape(shape));
    }
}
