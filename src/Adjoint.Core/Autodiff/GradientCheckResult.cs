namespace Adjoint;

/// <summary>What <see cref="GradientCheck"/> found.</summary>
/// <param name="Worst">The entry whose two derivatives differ most; null if there was nothing to differentiate by.</param>
/// <param name="Count">The number of entries compared.</param>
/// <param name="Tolerance">The greatest relative error that passes.</param>
public sealed record GradientCheckResult(GradientCheckEntry? Worst, int Count, double Tolerance)
{
    /// <summary>True if every derivative agrees within the tolerance.</summary>
    public bool Passed => Worst is null || Worst.RelativeError <= Tolerance;

    /// <summary>One line for people.</summary>
    public override string ToString() => Worst is null
        ? "nothing to differentiate by"
        : $"{(Passed ? "passed" : "failed")}: {Count} derivatives, tolerance {Tolerance:g2}; worst: {Worst}";
}

/// <summary>One derivative, by a derivative rule and by finite differences.</summary>
/// <param name="Order">1 for a gradient, 2 for the gradient of a gradient.</param>
/// <param name="Input">The input differentiated by; for order 2, the one after the last is the incoming gradient.</param>
/// <param name="Index">The element of that input; empty for a direction of all its elements.</param>
/// <param name="Analytic">The derivative by the derivative rules; along a direction, in forward mode.</param>
/// <param name="Numeric">The derivative by central differences; along a direction, by the derivative rules in reverse mode.</param>
public sealed record GradientCheckEntry(int Order, int Input, IReadOnlyList<int> Index, double Analytic, double Numeric)
{
    /// <summary>What the error is in proportion to: max(1, |analytic|, |numeric|).</summary>
    internal double Scale => Math.Max(1, Math.Max(Math.Abs(Analytic), Math.Abs(Numeric)));

    /// <summary>|analytic - numeric| / max(1, |analytic|, |numeric|); infinite if one of them is not a number.</summary>
    public double RelativeError
    {
        get
        {
            var error = Math.Abs(Analytic - Numeric) / Scale;
            return double.IsNaN(error) ? double.PositiveInfinity : error;
        }
    }

    /// <summary>What the difference may mean, for one that does not pass.</summary>
    public string? Hint { get; init; }

    /// <summary>One line for people.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"order {Order}, input {Input} at [{string.Join(", ", Index)}]: analytic {Analytic:g9}, numeric {Numeric:g9}, ")
        + FormattableString.Invariant($"relative error {RelativeError:g2}{(Hint is null ? "" : $"; {Hint}")}");
}
