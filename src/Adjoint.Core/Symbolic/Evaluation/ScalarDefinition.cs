using Adjoint.Backends;

namespace Adjoint.Symbolic;

/// <summary>The value of an operation on single numbers; truth values are 1 and 0.</summary>
internal static class ScalarDefinition
{
    public static double Of(Operation operation, double x, double y, double z) => operation switch
    {
        UnaryOperation unary => unary.Define(x),
        BinaryOperation binary => binary.Kernel.Define(x, y),
        CompareOperation compare => Holds(compare.Comparison, x, y) ? 1 : 0,
        WhereOperation => x != 0 ? y : z,
        _ => throw new ArgumentException($"{operation.Name} has no definition for single numbers.", nameof(operation)),
    };

    private static bool Holds(Comparison comparison, double x, double y) => comparison switch
    {
        Comparison.Equal => x == y,
        Comparison.NotEqual => x != y,
        Comparison.Less => x < y,
        Comparison.LessOrEqual => x <= y,
        Comparison.Greater => x > y,
        _ => x >= y,
    };
}
