namespace Adjoint.Nn;

/// <summary>What <see cref="ModelCheck"/> found.</summary>
/// <param name="Worst">The entry that differs most, those that fail first; null if there was nothing to differentiate by.</param>
/// <param name="Count">The number of entries compared.</param>
/// <param name="Total">The number of entries there are, over all parameters (and the input, if it was given).</param>
/// <param name="FailureCount">The entries that differ by more than the tolerance and are at no kink.</param>
/// <param name="KinkCount">The entries at a kink, where differences judge no derivative; theirs lies between the slopes on both sides.</param>
/// <param name="Tolerance">The greatest relative error that passes.</param>
public sealed record ModelCheckResult(ModelCheckEntry? Worst, int Count, long Total, int FailureCount, int KinkCount, double Tolerance)
{
    /// <summary>True if every derivative agrees within the tolerance.</summary>
    public bool Passed => FailureCount == 0;

    /// <summary>One line for people.</summary>
    public override string ToString()
    {
        if (Worst is null) return "nothing to differentiate by";
        var sample = Count < Total ? FormattableString.Invariant($"{Count} derivatives of {Total}, drawn at random") : $"all {Count} derivatives";
        var failures = Passed ? "passed" : FormattableString.Invariant($"failed ({FailureCount} entries)");
        var kinks = KinkCount == 0 ? "" : FormattableString.Invariant($", {KinkCount} at a kink");
        return FormattableString.Invariant($"{failures}: {sample}{kinks}, tolerance {Tolerance:g2}; worst: {Worst}");
    }
}

/// <summary>One derivative of a loss, by the derivative rules and by differences.</summary>
/// <param name="Path">The parameter's path, such as <c>conv1.weight</c>, or <c>input</c>.</param>
/// <param name="Index">The element of that parameter.</param>
/// <param name="Analytic">The derivative by the rules; 0 if no recorded path leads to the parameter.</param>
/// <param name="Numeric">The derivative by central differences.</param>
/// <param name="Scale">What the error is in proportion to.</param>
/// <param name="Hint">What the difference may mean; null for an entry that agrees.</param>
public sealed record ModelCheckEntry(
    string Path, IReadOnlyList<int> Index, double Analytic, double Numeric, double Scale, string? Hint)
{
    /// <summary>|analytic - numeric|.</summary>
    public double AbsoluteError => Math.Abs(Analytic - Numeric);

    /// <summary>
    /// The absolute error in proportion to the largest derivative of the same parameter in the sample, or to 1e-4 of the loss, below which
    /// rounding hides differences; infinite if a derivative is not a number.
    /// </summary>
    public double RelativeError => double.IsNaN(AbsoluteError / Scale) ? double.PositiveInfinity : AbsoluteError / Scale;

    /// <summary>One line for people.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{Path}[{string.Join(", ", Index)}]: analytic {Analytic:g9}, numeric {Numeric:g9}, absolute error {AbsoluteError:g2}, ")
        + FormattableString.Invariant($"relative error {RelativeError:g2}{(Hint is null ? "" : $"; {Hint}")}");
}
