using Adjoint.Backends;

namespace Adjoint.Symbolic;

/// <summary>
/// A function of tensors differentiated symbolically: it is run once on symbols, its results are differentiated as formulas, and these are
/// compiled, so that further points cost no more than the formulas' distinct operations. For small shapes; every element is a formula.
/// </summary>
public sealed class SymbolicDerivative
{
    private const string Name = "x";

    private readonly CompiledFormula _compiled;

    private SymbolicDerivative(Formula[] values, Formula[] derivatives, Tensor input, Shape outputShape)
    {
        Values = values;
        Derivatives = derivatives;
        InputType = input.Type;
        OutputShape = outputShape;
        _compiled = CompiledFormula.Of(derivatives, [.. input.ToFormulas().Select(symbol => symbol.Name!)]);
    }

    /// <summary>Shape and element type of the argument.</summary>
    public TensorType InputType { get; }

    /// <summary>Shape of the result.</summary>
    public Shape OutputShape { get; }

    /// <summary>The elements of the result, row by row, as formulas of <c>x</c>, or of <c>x1</c>, <c>x2</c>, ...</summary>
    public IReadOnlyList<Formula> Values { get; }

    /// <summary>The derivatives of each element of the result by each of the argument, row by row, simplified.</summary>
    public IReadOnlyList<Formula> Derivatives { get; }

    /// <summary>Differentiates a function for arguments of one shape.</summary>
    /// <exception cref="FormulaException">The function does something that has no formula.</exception>
    public static SymbolicDerivative Of(Func<Tensor, Tensor> f, Shape shape, DType dtype = DType.Float64)
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(shape);
        var x = Tensor.Symbols(Name, shape, dtype);
        var y = f(x).To(Backend.Symbolic);
        var values = Array.ConvertAll(y.ToFormulas(), value => value.Simplify());
        string[] variables = [.. x.ToFormulas().Select(symbol => symbol.Name!)];
        return new SymbolicDerivative(values, [.. values.SelectMany(value => value.Gradient(variables))], x, y.Shape);
    }

    /// <summary>The Jacobian at a point, of the result's shape followed by the argument's, as by Differentiate.Jacobian.</summary>
    /// <exception cref="ShapeException">The argument has another shape.</exception>
    public Tensor Jacobian(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Shape != InputType.Shape)
        {
            throw new ShapeException("SymbolicDerivative", $"was made for arguments of shape {InputType.Shape}, and this one is {x.Type}.");
        }
        var results = new double[Derivatives.Count];
        _compiled.Run(x.Detach().To(Backend.Cpu).To(DType.Float64).ToArray<double>(), results);
        var shape = Shape.Create([.. OutputShape.Sizes, .. InputType.Shape.Sizes]);
        return Tensor.From<double>(results, shape).To(x.DType).To(x.Backend);
    }

    /// <summary>The gradient at a point of a function whose result is a single number, of the argument's shape.</summary>
    /// <exception cref="ShapeException">The result is no single number, or the argument has another shape.</exception>
    public Tensor Gradient(Tensor x) => Values.Count == 1 ? Jacobian(x).Reshape(InputType.Shape) : throw new ShapeException(
        "SymbolicDerivative", $"a gradient is that of a single number, and the result has shape {OutputShape}. Hint: Jacobian() gives all of it.");
}
