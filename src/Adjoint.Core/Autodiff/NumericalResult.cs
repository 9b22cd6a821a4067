namespace Adjoint;

/// <summary>A derivative from differences, and how far off it may be.</summary>
/// <typeparam name="T">A number, an array or a tensor of them.</typeparam>
/// <param name="Value">The derivative.</param>
/// <param name="ErrorEstimate">
/// The expected absolute error of each number: what truncating the series left out, judged from a second step, and what rounding the function's
/// values to double precision can have done. An estimate, not a bound: it supposes that the function is smooth within a few steps of the point
/// and accurate to the last digit. Infinite where the value is not finite.
/// </param>
public readonly record struct NumericalResult<T>(T Value, T ErrorEstimate);
