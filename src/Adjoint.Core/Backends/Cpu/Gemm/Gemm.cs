using Adjoint.Backends.Simd;

namespace Adjoint.Backends.Cpu;

/// <summary>
/// Dense matrix products: C[i,j] = (accumulate ? C[i,j] : 0) + sum over p of A[i,p] B[p,j] (+ bias[j]). Element (i,p) of A is
/// <c>a[i * aRow + p * aColumn]</c>, (p,j) of B is <c>b[p * bRow + j * bColumn]</c>, (i,j) of C is <c>c[i * cRow + j]</c>: a transposed
/// operand is the same data with its strides exchanged. C must not overlap A or B. The bits of the result depend on the shapes and
/// strides and the vector width of the machine, never on the number of threads.
/// </summary>
internal static unsafe class Gemm
{
    public static void Multiply(
        int m, int n, int k, float* a, int aRow, int aColumn, float* b, int bRow, int bColumn, float* c, int cRow, bool accumulate,
        float* bias)
        => MultiplyBatched(1, m, n, k, a, 0, aRow, aColumn, b, 0, bRow, bColumn, c, 0, cRow, accumulate, bias);

    public static void Multiply(
        int m, int n, int k, double* a, int aRow, int aColumn, double* b, int bRow, int bColumn, double* c, int cRow, bool accumulate,
        double* bias)
        => MultiplyBatched(1, m, n, k, a, 0, aRow, aColumn, b, 0, bRow, bColumn, c, 0, cRow, accumulate, bias);

    /// <summary>The same for <paramref name="batch"/> products whose data lie at fixed distances; the bias is shared.</summary>
    public static void MultiplyBatched(
        int batch, int m, int n, int k, float* a, long aBatch, int aRow, int aColumn, float* b, long bBatch, int bRow, int bColumn,
        float* c, long cBatch, int cRow, bool accumulate, float* bias)
    {
        var problem = new GemmProblem<float>(m, n, k, a, aRow, aColumn, b, bRow, bColumn, c, cRow, accumulate, bias);
        Dispatch(batch, problem, aBatch, bBatch, cBatch);
    }

    /// <summary>The same in double precision.</summary>
    public static void MultiplyBatched(
        int batch, int m, int n, int k, double* a, long aBatch, int aRow, int aColumn, double* b, long bBatch, int bRow, int bColumn,
        double* c, long cBatch, int cRow, bool accumulate, double* bias)
    {
        var problem = new GemmProblem<double>(m, n, k, a, aRow, aColumn, b, bRow, bColumn, c, cRow, accumulate, bias);
        Dispatch(batch, problem, aBatch, bBatch, cBatch);
    }

    private static void Dispatch<T>(int batch, in GemmProblem<T> problem, long aBatch, long bBatch, long cBatch) where T : unmanaged =>
        SimdWidth.Run<T, Work<T>>(new(batch, problem, aBatch, bBatch, cBatch));

    private readonly struct Work<T>(int batch, GemmProblem<T> problem, long aBatch, long bBatch, long cBatch) : ISimdWork<T>
        where T : unmanaged
    {
        public void Run<TVector>() where TVector : unmanaged, ISimd<T, TVector> =>
            GemmEngine<T, TVector>.MultiplyBatched(batch, problem, aBatch, bBatch, cBatch);
    }
}
