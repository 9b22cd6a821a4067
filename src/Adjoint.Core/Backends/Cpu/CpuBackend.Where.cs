using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Adjoint.Backends.Cpu;

internal sealed partial class CpuBackend
{
    internal override void Where(Tensor condition, Tensor x, Tensor y, Tensor result)
    {
        if (result.ElementCount > 0)
        {
            // Choosing moves bits: the sizes matter, not what the bits mean.
            switch (x.DType)
            {
                case DType.Float32: Where<float, uint>(condition, x, y, result); break;
                case DType.Float64: Where<double, ulong>(condition, x, y, result); break;
                case DType.Int64: Where<long, ulong>(condition, x, y, result); break;
                case DType.UInt8: Where<byte, byte>(condition, x, y, result); break;
                default: Where<bool, byte>(condition, x, y, result); break;
            }
        }
        KeepAlive(condition, x, y, result);
    }

    private static unsafe void Where<T, TBits>(Tensor condition, Tensor x, Tensor y, Tensor result)
        where T : unmanaged where TBits : unmanaged, IBinaryInteger<TBits>
    {
        var space = stackalloc int[StridedLoop.Space(result.Shape)];
        var loop = new StridedLoop(space, result.Shape, condition, x, y);
        fixed (bool* choice = condition.Values<bool>())
        fixed (TBits* left = MemoryMarshal.Cast<T, TBits>(x.Values<T>()), right = MemoryMarshal.Cast<T, TBits>(y.Values<T>()),
            to = MemoryMarshal.Cast<T, TBits>(result.Values<T>()))
        {
            WorkerPool.For(BlocksOf(result.ElementCount), new WhereBody<TBits>(loop, (byte*)choice, left, right, to, result.ElementCount));
        }
    }

    private readonly unsafe struct WhereBody<TBits>(StridedLoop loop, byte* condition, TBits* x, TBits* y, TBits* result, int length)
        : IBlockBody
        where TBits : unmanaged, IBinaryInteger<TBits>
    {
        [SkipLocalsInit]
        public void Run(int block)
        {
            var choices = stackalloc byte[ChunkLength];
            var buffers = stackalloc TBits[2 * ChunkLength];
            var end = (int)Math.Min(length, (block + 1L) * BlockLength);
            for (var start = block * BlockLength; (uint)start < (uint)end; start += ChunkLength)
            {
                var count = Math.Min(ChunkLength, end - start);
                var choice = loop.Collect(0, condition, start, count, choices);
                var left = loop.Collect(1, x, start, count, buffers);
                var right = loop.Collect(2, y, start, count, buffers + ChunkLength);
                Choose(choice, left, right, result + start, count);
            }
        }

        private static void Choose(byte* choice, TBits* left, TBits* right, TBits* to, int count)
        {
            var i = 0;
            if (typeof(TBits) == typeof(uint) && Vector256.IsHardwareAccelerated)
            {
                for (; i <= count - Vector256<uint>.Count; i += Vector256<uint>.Count)
                {
                    // Eight bytes of 0 or 1 become eight lanes of 32 bits.
                    var (low, high) = Vector128.Widen(Vector128.WidenLower(Vector128.CreateScalar(*(ulong*)(choice + i)).AsByte()));
                    var isRight = Vector256.Equals(Vector256.Create(low, high), Vector256<uint>.Zero);
                    var (l, r) = (Vector256.Load((uint*)left + i), Vector256.Load((uint*)right + i));
                    Vector256.ConditionalSelect(isRight, r, l).Store((uint*)to + i);
                }
            }
            // Without a branch, which a random mask would make costly: true is 1, and 0 - 1 has all bits.
            for (; i < count; i++)
            {
                var mask = TBits.Zero - TBits.CreateTruncating(choice[i]);
                to[i] = right[i] ^ ((left[i] ^ right[i]) & mask);
            }
        }
    }
}
