using Adjoint.Backends;
using Adjoint.Backends.Reference;

namespace Adjoint.Symbolic;

/// <summary>Tensors whose elements are formulas: ordinary tensor code, and every differentiation rule, runs on them.</summary>
public static class SymbolicTensor
{
    extension(Backend)
    {
        /// <summary>The backend that computes with a formula for each element; numbers that meet its tensors become constants.</summary>
        public static Backend Symbolic => SymbolicBackend.Instance;
    }

    extension(Tensor)
    {
        /// <summary>A tensor of variables: <c>x</c> for a single number, <c>x1</c>, <c>x2</c> for a vector, <c>W1_2</c> for a
        /// matrix.</summary>
        /// <param name="name">The name, to which the positions, counted from 1, are appended.</param>
        /// <param name="shape">The shape; a single number if omitted.</param>
        /// <param name="dtype">The element type, which matters where the symbols meet tensors of numbers.</param>
        /// <exception cref="FormulaException">The name is no name of a variable.</exception>
        public static Tensor Symbols(string name, Shape? shape = null, DType dtype = DType.Float64)
        {
            shape ??= Shape.Scalar;
            if (!dtype.IsFloat) throw new DTypeException($"Symbols stand for floating-point numbers, and {dtype.Text} was asked for.");
            var elements = Indices.Of(shape).Select(index => Formula.Variable(name + string.Join('_', index.Select(i => i + 1))));
            return From([.. elements], shape, dtype);
        }

        /// <summary>A tensor of given formulas, row by row.</summary>
        /// <exception cref="ShapeException">The number of formulas is not the shape's number of elements.</exception>
        public static Tensor FromFormulas(ReadOnlySpan<Formula> formulas, Shape shape, DType dtype = DType.Float64) =>
            From(formulas, shape, dtype);
    }

    extension(Tensor x)
    {
        /// <summary>True if the elements are formulas.</summary>
        public bool IsSymbolic => x.Storage is SymbolicStorage;

        /// <summary>The formulas of the elements, row by row; numbers are formulas of themselves.</summary>
        public Formula[] ToFormulas()
        {
            var source = x.To(Backend.Symbolic);
            return [.. Indices.Of(x.Shape).Select(index => FormulaAt(source, index))];
        }

        /// <summary>The formula of a tensor with one element.</summary>
        /// <exception cref="ShapeException">The tensor has not exactly one element.</exception>
        public Formula ToFormula() => x.ElementCount == 1 ? x.ToFormulas()[0] : throw new ShapeException("ToFormula",
            $"needs a tensor with one element, and this one is {x.Type}. Hint: ToFormulas() gives all of them.");
    }

    extension(Formula formula)
    {
        /// <summary>A tensor of one element: a truth value for a condition, else a number.</summary>
        public Tensor ToTensor() => From([formula], Shape.Scalar, formula.IsCondition ? DType.Bool : DType.Float64);
    }

    private static Formula FormulaAt(Tensor x, int[] index) => x.Storage is SymbolicStorage symbols
        ? symbols.Formulas[Element.Position(x, index)]
        : Formula.Number(Element.Integer(x, Element.Position(x, index)));

    private static Tensor From(ReadOnlySpan<Formula> formulas, Shape shape, DType dtype)
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (formulas.Length != shape.ElementCount)
        {
            throw new ShapeException("FromFormulas", $"{formulas.Length} formulas do not fill the shape {shape}, "
                + $"which has {shape.ElementCount} elements.");
        }
        var result = new Tensor(Backend.Symbolic.Allocate(dtype, formulas.Length), shape);
        formulas.CopyTo(((SymbolicStorage)result.Storage).Formulas);
        return result;
    }
}
