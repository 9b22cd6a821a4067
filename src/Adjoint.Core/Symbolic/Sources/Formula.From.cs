using System.Linq.Expressions;

namespace Adjoint.Symbolic;

public sealed partial class Formula
{
    /// <summary>
    /// The formula of a C# expression, as in <c>Formula.From(x => Math.Sin(x * x))</c>: arithmetic, the functions of <see cref="Math"/> and
    /// <see cref="double"/>, comparisons with <c>? :</c>, and captured numbers, which are taken as they are now. The parameters become
    /// variables of their names.
    /// </summary>
    /// <exception cref="FormulaException">A part of the expression has no formula; the message names it.</exception>
    public static Formula From(Expression<Func<double, double>> function) => ExpressionReader.Read(function);

    /// <inheritdoc cref="From(Expression{Func{double, double}})"/>
    public static Formula From(Expression<Func<double, double, double>> function) => ExpressionReader.Read(function);

    /// <inheritdoc cref="From(Expression{Func{double, double}})"/>
    public static Formula From(Expression<Func<double, double, double, double>> function) => ExpressionReader.Read(function);

    /// <inheritdoc cref="From(Expression{Func{double, double}})"/>
    public static Formula From(Expression<Func<double, double, double, double, double>> function) => ExpressionReader.Read(function);

    /// <summary>The formula of a recorded single number: its operations are run again on symbols.</summary>
    /// <param name="result">The recorded result, with one element.</param>
    /// <param name="variables">The variables it was computed from, with the names they get; elements of larger ones are numbered as by
    /// <see cref="SymbolicTensor"/>. Variables that are not named here are taken as the numbers they hold.</param>
    /// <exception cref="FormulaException">A value that the record did not keep is needed, or an operation has no formula.</exception>
    /// <exception cref="GradientException">Nothing was recorded, or the record is used up.</exception>
    /// <exception cref="ShapeException">The result has not exactly one element.</exception>
    public static Formula From(Tensor result, params ReadOnlySpan<(string Name, Tensor Variable)> variables) =>
        RecordReader.Read(result, variables).ToFormula();
}
