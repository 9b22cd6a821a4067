using Adjoint.Backends.Simd;

namespace Adjoint.Backends.Cpu;

/// <summary>
/// The inner loop of the matrix product: a tile of C, a few rows high and two vectors wide, stays in registers while the loop runs over
/// the inner dimension. Each step loads two vectors of a row of B and broadcasts one element of A for every row. A may have any
/// strides, packed or not; the columns of B are adjacent. One C element is one accumulator, summed in the order of the inner
/// dimension, so its bits do not depend on which tile it falls in.
/// </summary>
internal static unsafe partial class GemmKernel<T, TVector>
    where T : unmanaged
    where TVector : unmanaged, ISimd<T, TVector>
{
    /// <summary>The fewest rows of a tile; a shorter rest is padded to it.</summary>
    public const int LeastRows = 4;

    /// <summary>The most rows of a tile, at any vector width.</summary>
    public const int MostRows = 12;

    /// <summary>Columns of a tile.</summary>
    public static int Columns => 2 * TVector.Count;

    /// <summary>Rows of the next tile where some rows remain; fewer than <see cref="LeastRows"/> must be padded.</summary>
    // Sixteen rows are twice eight: a tile of four has fewer sums under way than the multiply-adds take steps.
    public static int TileRows(int remaining) => TVector.HasManyRegisters
        ? remaining >= 12 && remaining != 16 ? 12 : remaining >= 8 ? 8 : 4
        : remaining >= 6 ? 6 : 4;

    /// <summary>C[i,j] = (accumulate ? C[i,j] : 0) + sum over p of A[i,p] B[p,j] (+ bias[j]) for a tile of 12, 8, 6 or 4 rows.</summary>
    public static void Run(
        int rows, nint k, T* a, nint aRow, nint aColumn, T* b, nint bRow, T* c, nint cRow, bool accumulate, T* bias)
    {
        switch (rows)
        {
            case 12: Rows12(k, a, aRow, aColumn, b, bRow, c, cRow, accumulate, bias); break;
            case 8: Rows8(k, a, aRow, aColumn, b, bRow, c, cRow, accumulate, bias); break;
            case 6: Rows6(k, a, aRow, aColumn, b, bRow, c, cRow, accumulate, bias); break;
            default: Rows4(k, a, aRow, aColumn, b, bRow, c, cRow, accumulate, bias); break;
        }
    }
}
