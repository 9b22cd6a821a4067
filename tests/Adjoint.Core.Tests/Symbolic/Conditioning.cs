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
        foreach (var part in FormulaOrder.Of(formula))
        {
            if (part.IsCondition) continue;
            var value = part.Evaluate(point);
            if (!double.IsFinite(value) || Math.Abs(value) > 1e6 || (value != 0 && Math.Abs(value) < 1e-6)) return false;
        }
        return FormulaOrder.Of(formula).Where(part => part.Operation is CompareOperation or FloorOperation or SignOperation)
            .All(part => part.Arguments.Any(argument => argument.IsCondition) || Math.Abs(part.Arguments[0].Evaluate(point)
                - (part.Arguments.Count > 1 ? part.Arguments[1].Evaluate(point) : Math.Round(part.Arguments[0].Evaluate(point)))) is 0 or > 1e-6);
    }
}
