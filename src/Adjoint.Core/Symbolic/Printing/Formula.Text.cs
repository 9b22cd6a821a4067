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

    /// <summary>LaTeX for a formula environment: fractions, roots, superscripts, indices, cases.</summary>
    /// <inheritdoc cref="ToText" path="/exception"/>
    public string ToLatex()
    {
        RequireWritable();
        return FormulaMarkup.Of(this, LatexNotation.Instance);
    }

    /// <summary>Presentation MathML, a complete <c>math</c> element, as browsers show it.</summary>
    /// <inheritdoc cref="ToText" path="/exception"/>
    public string ToMathML()
    {
        RequireWritable();
        return FormulaMarkup.Of(this, MathMLNotation.Instance);
    }

    /// <summary>The same as <see cref="ToText"/>, but a very large formula is described by its size.</summary>
    public override string ToString() => TreeSizeUpTo(LargestShown) <= LargestShown
        ? FormulaText.Of(this)
        : FormattableString.Invariant($"a formula of {NodeCount} distinct parts, more than {LargestShown} written out");

    private void RequireWritable()
    {
        if (TreeSizeUpTo(LargestText) <= LargestText) return;
        throw new FormulaException(FormattableString.Invariant(
            $"Written out, this formula has more than {LargestText} parts, of which {NodeCount} are distinct; that many are not written. ")
            + "Hint: shared parts make formulas swell; Compile() computes each of them once.");
    }
}
