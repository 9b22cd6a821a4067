using Adjoint.Backends;

namespace Adjoint.Symbolic;

/// <summary>
/// A function of tensors differentiated symbolically: it is run once on symbols, its results are differentiated as formulas, and these are
/// compiled, so that further points cost no more than the formulas' distinct operations. For small shapes; every element is a formula.
/// </summary>
public sealed class SymbolicDerivative
{
    private readonly string[] _variables;
    private readonly Lazy<CompiledFormula> _compiled;

    private SymbolicDerivative(Formula[] values, Formula[] derivatives, Tensor input, Shape outputShape)
    {
        Values = values;
        Derivatives = derivatives;
        InputType = input.Type;
        OutputShape = outputShape;
        _variables = NamesOf(input);
        _compiled = new(() => CompiledFormula.Of(derivatives, _variables));
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
    public static SymbolicDerivative Of(Func<Tensor, Tensor> f, Shape shape, DType dtype = DType.Float64) => Of(f, shape, dtype, "x");

    internal static SymbolicDerivative Of(Func<Tensor, Tensor> f, Shape shape, DType dtype, string name)
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(shape);
        var x = Tensor.Symbols(name, shape, dtype);
        var y = f(x).To(Backend.Symbolic);
        var values = Array.ConvertAll(y.ToFormulas(), value => value.Simplify());
        var variables = NamesOf(x);
        return new SymbolicDerivative(values, [.. values.SelectMany(value => value.Gradient(variables))], x, y.Shape);
    }

    /// <summary>
    /// The Jacobian at a point, of the result's shape followed by the argument's, as by Differentiate.Jacobian; recorded if the point is.
    /// </summary>
    /// <exception cref="ShapeException">The argument has another shape.</exception>
    public Tensor Jacobian(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Shape != InputType.Shape)
        {
            throw new ShapeException("SymbolicDerivative",
                $"was made for arguments of shape {InputType.Shape}, and this one is {x.Type}.");
        }
        if (ReferenceEquals(x.Backend, Backend.Symbolic) || (x.RequiresGrad && !NoGrad.IsActive)) return ApplyTo(x);
        var results = new double[Derivatives.Count];
        _compiled.Value.Run(x.Detach().To(Backend.Cpu).To(DType.Float64).ToArray<double>(), results);
        var shape = Shape.Create([.. OutputShape.Sizes, .. InputType.Shape.Sizes]);
        return Tensor.From<double>(results, shape).To(x.DType).To(x.Backend);
    }

    // On tensors and symbols the formulas run as operations, so that what comes out is recorded, or a formula again. Symbols that the
    // function took from elsewhere stand for themselves.
    private Tensor ApplyTo(Tensor x)
    {
        var elements = x.Reshape([x.ElementCount]);
        var values = _variables.Select((name, i) => (name, Value: elements[i])).ToDictionary(pair => pair.name, pair => pair.Value);
        foreach (var name in Derivatives.SelectMany(derivative => derivative.Variables))
        {
            values.TryAdd(name, Tensor.Symbols(name, Shape.Scalar, x.DType));
        }
        var elementsOfJacobian = Tensor.Stack([.. Derivatives.Select(derivative => derivative.Apply(values))]);
        return elementsOfJacobian.Reshape([.. OutputShape.Sizes, .. InputType.Shape.Sizes]);
    }

    /// <summary>The gradient at a point of a function whose result is a single number, of the argument's shape.</summary>
    /// <exception cref="ShapeException">The result is no single number, or the argument has another shape.</exception>
    public Tensor Gradient(Tensor x) => Values.Count == 1 ? Jacobian(x).Reshape(InputType.Shape) : throw new ShapeException(
        "SymbolicDerivative", $"a gradient is that of a single number, and the result has shape {OutputShape}. "
            + "Hint: Jacobian() gives all of it.");

    private static string[] NamesOf(Tensor symbols) => [.. symbols.ToFormulas().Select(symbol => symbol.Name!)];
}
