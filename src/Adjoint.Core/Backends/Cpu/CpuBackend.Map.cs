using System.Runtime.CompilerServices;

namespace Adjoint.Backends.Cpu;

internal sealed partial class CpuBackend
{
    /// <summary>Elements of a strided operand that are collected at a time: 8 KiB of doubles. Loops over chunks compare as unsigned, since
    /// behind the last chunk of the longest tensor the next start would be beyond the greatest integer and wrap below 0.</summary>
    private const int ChunkLength = 1024;

    internal override void Map(IMapKernel kernel, Tensor x, Tensor result)
    {
        if (x.DType == DType.Float32) Map<float>(kernel, x, result);
        else Map<double>(kernel, x, result);
        KeepAlive(x, result);
    }

    private static void Map<T>(IMapKernel kernel, Tensor x, Tensor result) where T : unmanaged
    {
        var length = result.ElementCount;
        if (length == 0) return;
        if (!x.IsContiguous) MapStrided<T>(kernel, x, result);
        else if (length <= BlockLength) KernelCalls.Run(kernel, x.Values<T>()[..length], result.Values<T>()[..length]);
        else MapBlocks<T>(kernel, x, result, length);
    }

    private static unsafe void MapBlocks<T>(IMapKernel kernel, Tensor x, Tensor result, int length) where T : unmanaged
    {
        fixed (T* from = x.Values<T>(), to = result.Values<T>()) WorkerPool.For(BlocksOf(length), new MapBody<T>(kernel, from, to, length));
    }

    private static unsafe void MapStrided<T>(IMapKernel kernel, Tensor x, Tensor result) where T : unmanaged
    {
        var space = stackalloc int[StridedLoop.Space(x.Shape)];
        var loop = new StridedLoop(space, x.Shape, x);
        fixed (T* from = x.Values<T>(), to = result.Values<T>())
        {
            WorkerPool.For(BlocksOf(result.ElementCount), new StridedMapBody<T>(kernel, loop, from, to, result.ElementCount));
        }
    }

    private readonly unsafe struct MapBody<T>(IMapKernel kernel, T* x, T* y, int length) : IBlockBody where T : unmanaged
    {
        public void Run(int block)
        {
            var start = block * BlockLength;
            var count = Math.Min(BlockLength, length - start);
            KernelCalls.Run(kernel, new ReadOnlySpan<T>(x + start, count), new Span<T>(y + start, count));
        }
    }

    private readonly unsafe struct StridedMapBody<T>(IMapKernel kernel, StridedLoop loop, T* x, T* y, int length) : IBlockBody
        where T : unmanaged
    {
        [SkipLocalsInit]
        public void Run(int block)
        {
            var buffer = stackalloc T[ChunkLength];
            var end = (int)Math.Min(length, (block + 1L) * BlockLength);
            for (var start = block * BlockLength; (uint)start < (uint)end; start += ChunkLength)
            {
                var count = Math.Min(ChunkLength, end - start);
                var values = loop.Collect(0, x, start, count, buffer);
                KernelCalls.Run(kernel, new ReadOnlySpan<T>(values, count), new Span<T>(y + start, count));
            }
        }
    }
}
