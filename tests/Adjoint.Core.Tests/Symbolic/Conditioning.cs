using Adjoint.Symbolic;

namespace Adjoint.Core.Tests.Symbolic;

/// <summary>Whether two ways to compute a formula can be compared at a point.</summary>
internal static class Conditioning
{
    /// <summary>
    /// True if every part of the formula is finite, of moderate size and not the result of a cancellation, and no condition stands on the edge,
    /// where rounding decides.
    /// </summary>
    public static bool IsSteady(Formula formula, (string Name, double Value)[] point)
    {
        var parts = FormulaOrder.Of(formula);
        var values = new double[parts.Count];
        FormulaProgram.Of([.. parts], [.. point.Select(p => p.Name)]).Run([.. point.Select(p => p.Value)], values);
        double ValueOf(Formula part) => values[parts.IndexOf(part)];
        if (parts.Where(part => !part.IsCondition).Select(ValueOf).Any(value => !(Math.Abs(value) is 0 or >= 1e-6 and <= 1e6))) return false;
        return parts.Where(part => part.Operation is CompareOperation && !part.Arguments[0].IsCondition)
            .All(part => Math.Abs(ValueOf(part.Arguments[0]) - ValueOf(part.Arguments[1])) is 0 or > 1e-6);
    }
}
