using Adjoint.Backends;

namespace Adjoint.Symbolic;

/// <summary>
/// One operation on slots of numbers. What is to be called is found when the step is made, for finding an operation's class anew would take
/// longer than most operations do.
/// </summary>
internal readonly struct Step
{
    private readonly Kind _kind;
    private readonly int _x;
    private readonly int _y;
    private readonly int _z;
    private readonly Operation _operation;
    private readonly IZipKernel? _kernel;

    private Step(Kind kind, Operation operation, int x, int y, int z)
    {
        (_kind, _operation, _x, _y, _z) = (kind, operation, x, y, z);
        _kernel = (operation as BinaryOperation)?.Kernel;
    }

    private enum Kind
    {
        Add,
        Sub,
        Mul,
        Div,
        Neg,
        Unary,
        Binary,
        Choice,
        Other,
    }

    public static Step Of(Operation operation, int x, int y, int z) => new(operation switch
    {
        AddOperation => Kind.Add,
        SubOperation => Kind.Sub,
        MulOperation => Kind.Mul,
        DivOperation => Kind.Div,
        NegOperation => Kind.Neg,
        UnaryOperation => Kind.Unary,
        BinaryOperation => Kind.Binary,
        WhereOperation => Kind.Choice,
        _ => Kind.Other,
    }, operation, x, y, z);

    public double Value(ReadOnlySpan<double> slots) => _kind switch
    {
        Kind.Add => slots[_x] + slots[_y],
        Kind.Sub => slots[_x] - slots[_y],
        Kind.Mul => slots[_x] * slots[_y],
        Kind.Div => slots[_x] / slots[_y],
        Kind.Neg => -slots[_x],
        Kind.Unary => System.Runtime.CompilerServices.Unsafe.As<UnaryOperation>(_operation).Define(slots[_x]),
        Kind.Binary => _kernel!.Define(slots[_x], slots[_y]),
        Kind.Choice => slots[_x] != 0 ? slots[_y] : slots[_z],
        _ => ScalarDefinition.Of(_operation, slots[_x], slots[_y], slots[_z]),
    };
}
