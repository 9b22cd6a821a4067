namespace Adjoint;

/// <summary>How a derivative is computed; all ways give the same numbers up to rounding.</summary>
public enum DifferentiationMethod
{
    /// <summary>
    /// Adjoints from the result to the arguments: one pass a number of the result, whatever the number of arguments (back-propagation).
    /// </summary>
    Reverse,

    /// <summary>Tangents from the arguments to the result: one pass a number of the arguments, whatever the size of the result.</summary>
    Forward,

    /// <summary>
    /// The same rules on formulas: the function is run on symbols, and its derivatives are simplified and kept for further points
    /// (see <see cref="Symbolic.SymbolicDerivative"/>). For small shapes; recorded, so that other methods can differentiate the result again.
    /// </summary>
    Symbolic,

    /// <summary>
    /// Extrapolated central differences (see <see cref="NumericalDerivative"/>): some runs for each number of the arguments, no rules. Its
    /// results are not recorded: it can be the outermost derivative of a nest, no inner one.
    /// </summary>
    Numerical,
}
