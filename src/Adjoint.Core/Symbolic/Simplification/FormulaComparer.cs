namespace Adjoint.Symbolic;

/// <summary>The order in which terms and factors are written: stable, and close to how people write.</summary>
internal static class FormulaComparer
{
    // Comparing goes no deeper; formulas that agree so far are told apart by their digests.
    private const int Deepest = 6;

    private const string Digits = "0123456789";

    /// <summary>Terms of a sum: by their first variable, then by falling degree, then by structure.</summary>
    public static int CompareTerms(Formula x, Formula y)
    {
        var byVariable = CompareNames(x.LeadVariable, y.LeadVariable);
        if (byVariable != 0) return byVariable;
        var byDegree = DegreeOf(y).CompareTo(DegreeOf(x));
        return byDegree != 0 ? byDegree : Compare(x, y);
    }

    /// <summary>Bases of a product: numbers, powers of variables, functions, then sums, each kind by variable and structure.</summary>
    public static int CompareFactors(Formula x, Formula y)
    {
        var byRank = RankOf(x).CompareTo(RankOf(y));
        if (byRank != 0) return byRank;
        var byVariable = CompareNames(x.LeadVariable, y.LeadVariable);
        return byVariable != 0 ? byVariable : Compare(x, y);
    }

    private static int Compare(Formula x, Formula y)
    {
        var byStructure = CompareStructure(x, y, 0);
        return byStructure != 0 ? byStructure : x.Digest.CompareTo(y.Digest);
    }

    private static int CompareStructure(Formula x, Formula y, int depth)
    {
        if (depth == Deepest || x.Equals(y)) return 0;
        var byHead = CompareHeads(x, y);
        for (var i = 0; byHead == 0 && i < x.ArgumentSpan.Length; i++)
        {
            byHead = CompareStructure(x.ArgumentSpan[i], y.ArgumentSpan[i], depth + 1);
        }
        return byHead;
    }

    private static int CompareHeads(Formula x, Formula y)
    {
        if (x.Value is { } left && y.Value is { } right) return left.CompareTo(right);
        if (x.Name is not null && y.Name is not null) return CompareNames(x.Name, y.Name);
        var byKind = RankOf(x).CompareTo(RankOf(y));
        if (byKind != 0) return byKind;
        var byName = string.CompareOrdinal(x.Operation?.Name, y.Operation?.Name);
        return byName != 0 ? byName : x.ArgumentSpan.Length.CompareTo(y.ArgumentSpan.Length);
    }

    private static int RankOf(Formula formula) => formula switch
    {
        _ when formula.LeadVariable is null && !formula.Is<LogOperation>() => 0,
        { Name: not null } => 1,
        { Operation: AddOperation or SubOperation } => 3,
        // A product that was too large to be taken apart.
        { Operation: MulOperation or DivOperation } => 4,
        _ => 2,
    };

    // The sum of the exponents of the variables that are factors.
    private static double DegreeOf(Formula term)
    {
        var (degree, sign) = (0.0, 1.0);
        var todo = new Stack<(Formula Factor, double Sign)>([(term, sign)]);
        for (var count = 0; count <= 2 * Product.LargestFlattened && todo.TryPop(out var next); count++)
        {
            var arguments = next.Factor.ArgumentSpan;
            switch (next.Factor)
            {
                case { Name: not null }:
                    degree += next.Sign;
                    break;
                case { Operation: MulOperation or DivOperation }:
                    todo.Push((arguments[0], next.Sign));
                    todo.Push((arguments[1], next.Factor.Is<DivOperation>() ? -next.Sign : next.Sign));
                    break;
                case { Operation: PowOperation } when arguments[0].Name is not null:
                    degree += next.Sign * (Exponents.ValueOf(arguments[1])?.Value ?? 0);
                    break;
                case { Operation: SqrtOperation } when arguments[0].Name is not null:
                    degree += next.Sign / 2;
                    break;
            }
        }
        return degree;
    }

    /// <summary>By letters, and by number where both end in digits: x2 before x10. No name comes last.</summary>
    public static int CompareNames(string? x, string? y)
    {
        if (x is null || y is null) return (x is null).CompareTo(y is null);
        var stems = x.AsSpan().TrimEnd(Digits).CompareTo(y.AsSpan().TrimEnd(Digits), StringComparison.Ordinal);
        if (stems != 0) return stems;
        return x.Length == y.Length ? string.CompareOrdinal(x, y) : x.Length.CompareTo(y.Length);
    }
}
