using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Adjoint.Backends.Cpu;

internal sealed partial class CpuBackend
{
    private static void CopyConverting(Tensor source, Tensor target)
    {
        switch (source.DType)
        {
            case DType.Float32: ConvertFrom<float>(source, target); break;
            case DType.Float64: ConvertFrom<double>(source, target); break;
            case DType.Int64: ConvertFrom<long>(source, target); break;
            // A bool is stored as the byte 0 or 1.
            default: ConvertFrom<byte>(source, target); break;
        }
    }

    private static void ConvertFrom<T>(Tensor source, Tensor target) where T : unmanaged, INumber<T>
    {
        switch (target.DType)
        {
            case DType.Float32: Convert<T, float>(source, target); break;
            case DType.Float64: Convert<T, double>(source, target); break;
            case DType.Int64: Convert<T, long>(source, target); break;
            default: Convert<T, byte>(source, target); break;
        }
    }

    private static unsafe void Convert<TFrom, TTo>(Tensor source, Tensor target)
        where TFrom : unmanaged, INumber<TFrom> where TTo : unmanaged, INumber<TTo>
    {
        var space = stackalloc int[StridedLoop.Space(target.Shape)];
        var loop = new StridedLoop(space, target.Shape, source, target);
        fixed (TFrom* from = BytesOrValues<TFrom>(source))
        fixed (TTo* to = BytesOrValues<TTo>(target))
        {
            var body = new ConvertBody<TFrom, TTo>(loop, from, to, target.ElementCount, target.DType == DType.Bool);
            WorkerPool.For(BlocksOf(target.ElementCount), body);
        }
    }

    private static Span<T> BytesOrValues<T>(Tensor x) where T : unmanaged => x.DType == DType.Bool
        ? MemoryMarshal.Cast<bool, T>(x.Values<bool>())
        : x.Values<T>();

    private readonly unsafe struct ConvertBody<TFrom, TTo>(StridedLoop loop, TFrom* source, TTo* target, int length, bool toBool)
        : IBlockBody
        where TFrom : unmanaged, INumber<TFrom>
        where TTo : unmanaged, INumber<TTo>
    {
        [SkipLocalsInit]
        public void Run(int block)
        {
            var read = stackalloc TFrom[ChunkLength];
            var written = stackalloc TTo[ChunkLength];
            var dense = loop.IsDense(1);
            var end = (int)Math.Min(length, (block + 1L) * BlockLength);
            for (var start = block * BlockLength; (uint)start < (uint)end; start += ChunkLength)
            {
                var count = Math.Min(ChunkLength, end - start);
                var from = loop.Collect(0, source, start, count, read);
                var to = dense ? target + start : written;
                ConvertRun(from, to, count);
                if (!dense) loop.Spread(1, target, start, count, to);
            }
        }

        private void ConvertRun(TFrom* from, TTo* to, int count)
        {
            if (toBool)
            {
                for (var i = 0; i < count; i++) to[i] = from[i] != TFrom.Zero ? TTo.One : TTo.Zero;
            }
            else if (typeof(TTo) == typeof(byte))
            {
                // Modulo 256, as integers are cut: by way of the widest integer.
                for (var i = 0; i < count; i++) to[i] = TTo.CreateTruncating(long.CreateTruncating(from[i]));
            }
            else
            {
                TensorPrimitives.ConvertTruncating(new ReadOnlySpan<TFrom>(from, count), new Span<TTo>(to, count));
            }
        }
    }
}
