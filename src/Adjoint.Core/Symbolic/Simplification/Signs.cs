namespace Adjoint.Symbolic;

internal static class Signs
{
    /// <summary>True if a simplified formula begins with a minus sign; of a sum, all terms then have one.</summary>
    public static bool LeadsWithMinus(Formula formula)
    {
        while (formula.Operation is AddOperation or SubOperation or MulOperation or DivOperation) formula = formula.ArgumentSpan[0];
        return formula.Is<NegOperation>() || formula.Value < 0;
    }

    /// <summary>The simplified negative of a simplified formula.</summary>
    public static Formula Negative(Formula formula) => Product.Of(Coefficient.MinusOne, (formula, Exponents.One));
}
