using System.Runtime.InteropServices;

namespace Adjoint.Backends.Cpu;

/// <summary>What is done along one line of a dimension. Steps are in elements.</summary>
internal unsafe interface ILineKernel<T, TResult> where T : unmanaged where TResult : unmanaged
{
    void Run(T* x, nint step, int length, TResult* result, nint resultStep);
}

/// <summary>Runs a kernel over all lines along one dimension of a tensor and the corresponding places of the result.</summary>
internal static unsafe class LineLoop
{
    private const int BlockLength = 16 * 1024;

    /// <summary>The result has either the input's shape or one element a line.</summary>
    public static void Run<T, TResult, TKernel>(Tensor x, int dim, Tensor result, TKernel kernel)
        where T : unmanaged
        where TResult : unmanaged
        where TKernel : struct, ILineKernel<T, TResult>
    {
        if (x.ElementCount > 0)
        {
            var wholeLines = result.ElementCount == x.ElementCount;
            fixed (T* from = Elements<T>(x))
            fixed (TResult* to = result.Values<TResult>())
            fixed (int* sizes = x.Shape.Sizes, steps = x.Strides, resultSteps = x.Shape.ContiguousStrides)
            {
                var lines = x.ElementCount / x.Shape[dim];
                var body = new Body<T, TResult, TKernel>(kernel, from, to, sizes, steps, resultSteps, x.Rank, dim, lines, wholeLines);
                WorkerPool.For(body.Blocks, body);
            }
        }
        GC.KeepAlive(x);
        GC.KeepAlive(result);
    }

    // A bool is the byte 0 or 1.
    private static Span<T> Elements<T>(Tensor x) where T : unmanaged =>
        x.DType == DType.Bool ? MemoryMarshal.Cast<bool, T>(x.Values<bool>()) : x.Values<T>();

    private readonly struct Body<T, TResult, TKernel>(
        TKernel kernel, T* x, TResult* result, int* sizes, int* steps, int* resultSteps, int rank, int dim, int lines, bool wholeLines)
        : IBlockBody
        where T : unmanaged
        where TResult : unmanaged
        where TKernel : struct, ILineKernel<T, TResult>
    {
        private readonly int _linesOfBlock = Math.Max(1, BlockLength / sizes[dim]);

        public int Blocks => (lines + _linesOfBlock - 1) / _linesOfBlock;

        public void Run(int block)
        {
            var end = (int)Math.Min(lines, (block + 1L) * _linesOfBlock);
            for (var line = block * _linesOfBlock; line < end; line++)
            {
                nint offset = 0, resultOffset = 0;
                var rest = line;
                for (var d = rank - 1; d >= 0; d--)
                {
                    if (d == dim) continue;
                    (rest, var place) = Math.DivRem(rest, sizes[d]);
                    offset += (nint)place * steps[d];
                    resultOffset += (nint)place * resultSteps[d];
                }
                kernel.Run(x + offset, steps[dim], sizes[dim], wholeLines ? result + resultOffset : result + line, resultSteps[dim]);
            }
        }
    }
}
