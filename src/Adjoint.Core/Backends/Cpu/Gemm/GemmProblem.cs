namespace Adjoint.Backends.Cpu;

/// <summary>One product C = [C +] A B [+ bias], with the strides of its operands in elements. C's columns are adjacent.</summary>
internal readonly unsafe struct GemmProblem<T>(
    int m, int n, int k, T* a, nint aRow, nint aColumn, T* b, nint bRow, nint bColumn, T* c, nint cRow, bool accumulate, T* bias)
    where T : unmanaged
{
    public readonly int M = m, N = n, K = k;
    public readonly T* A = a;
    public readonly nint ARow = aRow, AColumn = aColumn;
    public readonly T* B = b;
    public readonly nint BRow = bRow, BColumn = bColumn;
    public readonly T* C = c;
    public readonly nint CRow = cRow;
    public readonly bool Accumulate = accumulate;
    public readonly T* Bias = bias;

    /// <summary>The same product on other data: offsets in elements.</summary>
    public GemmProblem<T> Shifted(long aOffset, long bOffset, long cOffset) => new(
        M, N, K, A + aOffset, ARow, AColumn, B + bOffset, BRow, BColumn, C + cOffset, CRow, Accumulate, Bias);
}
