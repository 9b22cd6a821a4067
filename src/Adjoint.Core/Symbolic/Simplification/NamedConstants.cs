namespace Adjoint.Symbolic;

/// <summary>Numbers that differentiation rules bring in, written the way they are known.</summary>
internal static class NamedConstants
{
    private static readonly Dictionary<double, Formula> s_formulas = new()
    {
        [Math.Log(2)] = Formula.Of(LogOperation.Instance, Formula.Number(2)),
        [Math.Log(10)] = Formula.Of(LogOperation.Instance, Formula.Number(10)),
        [2 / Math.Sqrt(Math.PI)] = Formula.Number(2) / Formula.Of(SqrtOperation.Instance, Formula.Number(Math.PI)),
    };

    public static Formula Of(Formula leaf) => leaf.Value is { } value && s_formulas.TryGetValue(value, out var formula) ? formula : leaf;
}
