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
}
