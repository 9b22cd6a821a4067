namespace Adjoint.Symbolic;

/// <summary>The operations that are written between their arguments.</summary>
internal static class Infix
{
    private static readonly (string Symbol, Operation Operation, Precedence Precedence)[] s_table =
    [
        ("+", AddOperation.Instance, Precedence.Sum),
        ("-", SubOperation.Instance, Precedence.Sum),
        ("*", MulOperation.Instance, Precedence.Product),
        ("/", DivOperation.Instance, Precedence.Product),
        ("^", PowOperation.Instance, Precedence.Power),
        ("<", LessOperation.Instance, Precedence.Comparison),
        ("<=", LessOrEqualOperation.Instance, Precedence.Comparison),
        (">", GreaterOperation.Instance, Precedence.Comparison),
        (">=", GreaterOrEqualOperation.Instance, Precedence.Comparison),
        ("==", EqualOperation.Instance, Precedence.Comparison),
        ("!=", NotEqualOperation.Instance, Precedence.Comparison),
    ];

    public static Operation OperationOf(string symbol) => Array.Find(s_table, row => row.Symbol == symbol).Operation;

    /// <summary>The symbol of an operation and how tightly it binds; null if it is written as a function.</summary>
    public static (string Symbol, Precedence Precedence)? Of(Operation operation)
    {
        foreach (var row in s_table)
        {
            if (row.Operation.GetType() == operation.GetType()) return (row.Symbol, row.Precedence);
        }
        return null;
    }
}
