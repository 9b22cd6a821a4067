using Adjoint.Symbolic;

namespace Adjoint;

/// <summary>
/// The derivatives of a function as formulas of the elements of all its arguments, kept for the next point if that has the same shapes. A
/// function that takes variables from elsewhere is run anew each time: their values stand in the formulas.
/// </summary>
internal sealed class SymbolicFunction(string caller, Func<Tensor[], Tensor> f)
{
    // Symbols of nested derivatives must not be taken for each other.
    private static int s_last;

    private readonly string _name = FormattableString.Invariant($"v{Interlocked.Increment(ref s_last)}_");
    // One field, so that calls on several threads see a pair that belongs together.
    private Known? _last;

    public Tensor[] Gradients(Tensor[] x)
    {
        var jacobians = Jacobians(x, out var result);
        if (result.ElementCount == 1) return [.. jacobians.Select((jacobian, i) => jacobian.Reshape(x[i].Shape))];
        throw new ShapeException($"{caller}: the function gave a tensor of shape {result}, and this derivative is of a single number. "
            + "Hint: sum it up, or ask for Differentiate.Jacobian.");
    }

    public Tensor[] Jacobians(Tensor[] x) => Jacobians(x, out _);

    private Tensor[] Jacobians(Tensor[] x, out Shape result)
    {
        ArgumentNullException.ThrowIfNull(x);
        var derivative = For(x, out var takesVariables);
        if (takesVariables && !NoGrad.IsActive)
        {
            throw new GradientException($"{caller}: the function takes variables from elsewhere, which symbols would take for constants, and a "
                + "gradient is wanted by them. Hint: give them as arguments, or compute the derivative inside NoGrad.");
        }
        var rows = derivative.OutputShape.ElementCount;
        var jacobian = derivative.Jacobian(Pack(x)).Reshape([rows, derivative.InputType.Shape[0]]);
        var (parts, start) = (new Tensor[x.Length], 0);
        for (var i = 0; i < x.Length; i++)
        {
            parts[i] = jacobian.Narrow(1, start, x[i].ElementCount).Reshape([.. derivative.OutputShape.Sizes, .. x[i].Shape.Sizes]);
            start += x[i].ElementCount;
        }
        result = derivative.OutputShape;
        return parts;
    }

    private SymbolicDerivative For(Tensor[] x, out bool takesVariables)
    {
        takesVariables = false;
        Shape[] shapes = [.. x.Select(argument => argument.Shape)];
        if (_last is { } last && last.Derivative.InputType.DType == x[0].DType && last.Shapes.AsSpan().SequenceEqual(shapes)) return last.Derivative;
        var hasVariables = false;
        var derivative = SymbolicDerivative.Of(
            all => Value(Unpack(all, shapes), out hasVariables), [shapes.Sum(shape => shape.ElementCount)], x[0].DType, _name);
        takesVariables = hasVariables;
        if (!takesVariables) _last = new Known(shapes, derivative);
        return derivative;
    }

    private Tensor Value(Tensor[] symbols, out bool takesVariables)
    {
        using var recording = NoGrad.Lift();
        var value = f(symbols);
        takesVariables = value.RequiresGrad;
        return value;
    }

    private static Tensor Pack(Tensor[] x) =>
        x.Length == 1 ? x[0].Reshape([x[0].ElementCount]) : Tensor.Concat([.. x.Select(argument => argument.Reshape([argument.ElementCount]))], 0);

    private static Tensor[] Unpack(Tensor all, Shape[] shapes)
    {
        var (parts, start) = (new Tensor[shapes.Length], 0);
        for (var i = 0; i < shapes.Length; i++)
        {
            parts[i] = all.Narrow(0, start, shapes[i].ElementCount).Reshape(shapes[i]);
            start += shapes[i].ElementCount;
        }
        return parts;
    }

    private sealed record Known(Shape[] Shapes, SymbolicDerivative Derivative);
}
