namespace Adjoint.Symbolic;

public sealed partial class Formula
{
    /// <summary>The largest formula that is written out, in parts counted with repetitions.</summary>
    public const int LargestText = 4_000_000;

    private const int LargestShown = 100_000;

    /// <summary>
    /// One line that <see cref="Parse"/> reads back to the same formula (given its variables, if one is called <c>e</c> or <c>pi</c>).
    /// </summary>
    /// <exception cref="FormulaException">Written out, the formula has more than <see cref="LargestText"/> parts.</exception>
    public string ToText()
    {
        RequireWritable();
        return FormulaText.Of(this);
    }

    /// <summary>The same as <see cref="ToText"/>, but a very large formula is described by its size.</summary>
    public override string ToString() => TreeSize is var size && size <= LargestShown
        ? FormulaText.Of(this)
        : FormattableString.Invariant($"a formula of {NodeCount} distinct parts, {size} written out");

    private void RequireWritable()
    {
        var size = TreeSize;
        if (size <= LargestText) return;
        throw new FormulaException(FormattableString.Invariant(
            $"Written out, this formula has {size} parts, {NodeCount} of them distinct; at most {LargestText} are written. ")
            + "Hint: shared parts make formulas swell; Compile() computes each of them once.");
    }
}
