using System.Runtime.CompilerServices;

namespace Adjoint.Backends.Cpu;

internal sealed partial class CpuBackend
{
    internal override void Fill(Tensor target, double value)
    {
        switch (target.DType)
        {
            case DType.Float32: FillAll(target, (float)value); break;
            case DType.Float64: FillAll(target, value); break;
            case DType.Int64: FillAll(target, (long)value); break;
            case DType.UInt8: FillAll(target, unchecked((byte)(long)value)); break;
            default: FillAll(target, value != 0); break;
        }
        KeepAlive(target);
    }

    internal override void Copy(Tensor source, Tensor target)
    {
        if (target.ElementCount > 0)
        {
            if (source.DType == target.DType) CopySameType(source, target);
            else CopyConverting(source, target);
        }
        KeepAlive(source, target);
    }

    private static void FillAll<T>(Tensor target, T value) where T : unmanaged
    {
        var length = target.ElementCount;
        if (length == 0) return;
        if (length <= BlockLength && target.IsContiguous) target.Values<T>()[..length].Fill(value);
        else FillBlocks(target, value);
    }

    private static unsafe void FillBlocks<T>(Tensor target, T value) where T : unmanaged
    {
        var space = stackalloc int[StridedLoop.Space(target.Shape)];
        var loop = new StridedLoop(space, target.Shape, target);
        var length = target.ElementCount;
        fixed (T* to = target.Values<T>()) WorkerPool.For(BlocksOf(length), new FillBody<T>(loop, to, value, length));
    }

    private static void CopySameType(Tensor source, Tensor target)
    {
        // Copying moves bits: two types of one size share the code.
        switch (source.DType)
        {
            case DType.Float32: CopyBits<float>(source, target); break;
            case DType.Float64: CopyBits<double>(source, target); break;
            case DType.Int64: CopyBits<long>(source, target); break;
            case DType.UInt8: CopyBits<byte>(source, target); break;
            default: CopyBits<bool>(source, target); break;
        }
    }

    private static unsafe void CopyBits<T>(Tensor source, Tensor target) where T : unmanaged
    {
        var length = target.ElementCount;
        if (length <= BlockLength && source.IsContiguous && target.IsContiguous && source.ElementCount == length)
        {
            source.Values<T>()[..length].CopyTo(target.Values<T>());
            return;
        }
        var space = stackalloc int[StridedLoop.Space(target.Shape)];
        var loop = new StridedLoop(space, target.Shape, source, target);
        fixed (T* from = source.Values<T>(), to = target.Values<T>())
        {
            if (Transposition<T>.TryMake(loop, from, to, out var transposition)) WorkerPool.For(transposition.Blocks, transposition);
            else WorkerPool.For(BlocksOf(length), new CopyBody<T>(loop, from, to, length));
        }
    }

    private readonly unsafe struct FillBody<T>(StridedLoop loop, T* target, T value, int length) : IBlockBody where T : unmanaged
    {
        [SkipLocalsInit]
        public void Run(int block)
        {
            var start = block * BlockLength;
            var end = Math.Min(length, start + BlockLength);
            if (loop.IsDense(0))
            {
                new Span<T>(target + start, end - start).Fill(value);
                return;
            }
            var buffer = stackalloc T[ChunkLength];
            new Span<T>(buffer, ChunkLength).Fill(value);
            for (; (uint)start < (uint)end; start += ChunkLength) loop.Spread(0, target, start, Math.Min(ChunkLength, end - start), buffer);
        }
    }

    private readonly unsafe struct CopyBody<T>(StridedLoop loop, T* source, T* target, int length) : IBlockBody where T : unmanaged
    {
        [SkipLocalsInit]
        public void Run(int block)
        {
            var start = block * BlockLength;
            var end = Math.Min(length, start + BlockLength);
            if (loop.IsDense(1))
            {
                loop.CopyTo(0, source, start, end - start, target + start);
                return;
            }
            var buffer = stackalloc T[ChunkLength];
            for (; (uint)start < (uint)end; start += ChunkLength)
            {
                var count = Math.Min(ChunkLength, end - start);
                loop.Spread(1, target, start, count, loop.Collect(0, source, start, count, buffer));
            }
        }
    }
}
