namespace Adjoint.Symbolic;

/// <summary>What the functions of <see cref="Math"/> and <see cref="double"/> are as formulas.</summary>
internal static class MathFunctions
{
    private static readonly Dictionary<string, string> s_names = new()
    {
        ["Ceiling"] = "ceil", ["LogP1"] = "log1p", ["ExpM1"] = "expm1",
    };

    /// <summary>Null for a function that no operation computes.</summary>
    public static Formula? Find(string name, Formula[] arguments) => (name, arguments) switch
    {
        ("Log", [var x, var b]) => Logarithm(x) / Logarithm(b),
        ("FusedMultiplyAdd", [var x, var y, var z]) => x * y + z,
        ("DegreesToRadians", [var x]) => x * Formula.Number(Math.PI) / Formula.Number(180),
        ("RadiansToDegrees", [var x]) => x * Formula.Number(180) / Formula.Number(Math.PI),
        ("Truncate", [var x]) => Formula.Of(WhereOperation.Instance, Formula.Of(LessOperation.Instance, x, Formula.Number(0)),
            Formula.Of(CeilOperation.Instance, x), Formula.Of(FloorOperation.Instance, x)),
        _ => FormulaFunctions.Call(s_names.GetValueOrDefault(name, name.ToLowerInvariant()), arguments),
    };

    private static Formula Logarithm(Formula x) => Formula.Of(LogOperation.Instance, x);
}
