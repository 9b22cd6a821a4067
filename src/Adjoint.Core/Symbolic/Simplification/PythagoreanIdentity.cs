namespace Adjoint.Symbolic;

/// <summary>a sin(u)^2 + a cos(u)^2 is a, for any number a.</summary>
internal static class PythagoreanIdentity
{
    public static void Apply(Dictionary<Formula, Coefficient> terms, ref Coefficient number)
    {
        foreach (var (sine, factor) in terms)
        {
            if (!IsSquareOf<SinOperation>(sine)) continue;
            var cosine = Formula.Of(CosOperation.Instance, sine.ArgumentSpan[0].ArgumentSpan[0]).Pow(Exponents.Two);
            if (!terms.TryGetValue(cosine, out var other) || !other.Equals(factor)) continue;
            terms[sine] = terms[cosine] = Coefficient.Zero;
            number += factor;
        }
    }

    private static bool IsSquareOf<TOperation>(Formula formula) where TOperation : Operation => formula.Is<PowOperation>()
        && formula.ArgumentSpan[0].Is<TOperation>() && formula.ArgumentSpan[1].Equals(Exponents.Two);
}
