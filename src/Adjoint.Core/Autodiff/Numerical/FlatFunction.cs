namespace Adjoint.Autodiff;

/// <summary>A function of tensors as a function of all their elements in a row.</summary>
internal sealed class FlatFunction
{
    private readonly Func<Tensor[], Tensor> _f;
    private readonly Tensor[] _inputs;
    private readonly bool _isNumber;
    private Shape? _resultShape;

    /// <param name="f">The function.</param>
    /// <param name="inputs">The point.</param>
    /// <param name="isNumber">True if the result must have exactly one element.</param>
    public FlatFunction(Func<Tensor[], Tensor> f, Tensor[] inputs, bool isNumber)
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(inputs);
        for (var i = 0; i < inputs.Length; i++) RequireFloat(inputs[i], i);
        (_f, _inputs, _isNumber) = (f, inputs, isNumber);
        Point = [.. inputs.SelectMany(input => input.Detach().To(DType.Float64).ToArray<double>())];
    }

    /// <summary>All elements of the inputs.</summary>
    public double[] Point { get; }

    /// <summary>The shape of the function's result, after it was computed once.</summary>
    public Shape ResultShape => _resultShape ?? Shape.Scalar;

    /// <summary>The elements of the function's result.</summary>
    public double[] Of(double[] point)
    {
        var position = 0;
        var y = _f(Array.ConvertAll(_inputs, input =>
        {
            var part = point.AsSpan(position, input.ElementCount);
            position += part.Length;
            return Tensor.From<double>(part, input.Shape).To(input.Backend);
        }));
        RequireResult(y);
        return y.ToArray<double>();
    }

    /// <summary>
    /// Gathers derivatives by each element of the inputs into a tensor an input, of shape [result's sizes, input's sizes].
    /// </summary>
    public NumericalResult<Tensor>[] Split(Shape result, NumericalResult<double[]>[] byElement)
    {
        var start = 0;
        return Array.ConvertAll(_inputs, input =>
        {
            var columns = byElement[start..(start += input.ElementCount)];
            return new NumericalResult<Tensor>(
                Gather(result, input.Shape, Array.ConvertAll(columns, column => column.Value)),
                Gather(result, input.Shape, Array.ConvertAll(columns, column => column.ErrorEstimate)));
        });
    }

    private static Tensor Gather(Shape result, Shape input, double[][] columns)
    {
        Shape shape = [.. result.Sizes, .. input.Sizes];
        var rows = new double[shape.ElementCount];
        for (var k = 0; k < rows.Length; k++) rows[k] = columns[k % columns.Length][k / columns.Length];
        return Tensor.From<double>(rows, shape);
    }

    private static void RequireFloat(Tensor? input, int index)
    {
        ArgumentNullException.ThrowIfNull(input, nameof(input));
        if (input.DType.IsFloat) return;
        throw new DTypeException($"NumericalDerivative: input {index} is {input.Type}, and a step between whole numbers is no small one. "
            + "Hint: use it inside the function, and differentiate by the floating-point inputs alone.");
    }

    private void RequireResult(Tensor y)
    {
        if (y.DType != DType.Float64)
        {
            throw new DTypeException($"NumericalDerivative: the function was given float64 and gave back {y.Type}; differences need double "
                + "precision throughout. Hint: compute in the element type of the inputs; constants from outside may need To(DType.Float64).");
        }
        if (_isNumber && y.ElementCount != 1)
        {
            throw new ShapeException($"NumericalDerivative: a gradient is that of a single number, and the function gave {y.Type}. "
                + "Hint: reduce it first, as in Sum(), or ask for the Jacobian.");
        }
        _resultShape ??= y.Shape;
        if (y.Shape == _resultShape) return;
        throw new ShapeException($"NumericalDerivative: the function's result is {_resultShape} at the point and {y.Shape} beside it.");
    }
}
