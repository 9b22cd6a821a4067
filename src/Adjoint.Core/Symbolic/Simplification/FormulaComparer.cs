namespace Adjoint.Symbolic;

/// <summary>The order in which terms and factors are written: stable, and close to how people write.</summary>
internal static class FormulaComparer
{
    // Comparing goes no deeper; formulas that agree so far are told apart by their digests.
    private const int Deepest = 8;

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
        var todo = new Stack<(Formula X, Formula Y, int Depth)>([(x, y, 0)]);
        while (todo.TryPop(out var next))
        {
            if (next.X.Equals(next.Y)) continue;
            var byHead = CompareHeads(next.X, next.Y);
            if (byHead != 0) return byHead;
            if (next.Depth == Deepest) break;
            for (var i = next.X.ArgumentSpan.Length - 1; i >= 0; i--)
            {
                todo.Push((next.X.ArgumentSpan[i], next.Y.ArgumentSpan[i], next.Depth + 1));
            }
        }
        return x.Digest.CompareTo(y.Digest);
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
        var (left, right) = (x.TrimEnd("0123456789".ToCharArray()), y.TrimEnd("0123456789".ToCharArray()));
        if (left != right || x.Length == y.Length) return string.CompareOrdinal(x, y);
        return x.Length.CompareTo(y.Length);
    }
}
