using System.Numerics;
using System.Runtime.CompilerServices;
using Adjoint.Backends.Simd;

namespace Adjoint.Backends.Cpu;

internal sealed partial class CpuBackend
{
    internal override void Dropout(ulong key, ulong counter, float threshold, double factor, Tensor x, Tensor result)
    {
        if (x.DType == DType.Float32) Dropout<float>(key, counter, threshold, factor, x, result);
        else Dropout<double>(key, counter, threshold, factor, x, result);
        KeepAlive(x, result);
    }

    private static unsafe void Dropout<T>(ulong key, ulong counter, float threshold, double factor, Tensor x, Tensor result)
        where T : unmanaged, INumberBase<T>
    {
        fixed (T* from = x.Values<T>(), to = result.Values<T>())
        {
            var body = new DropoutBody<T>(key, counter, threshold, factor, from, to, result.ElementCount);
            WorkerPool.For(BlocksOf(result.ElementCount), body);
        }
    }

    /// <summary>Draws a chunk of numbers into the first-level cache and uses them up at once.</summary>
    private readonly unsafe struct DropoutBody<T>(ulong key, ulong counter, float threshold, double factor, T* x, T* result, int length)
        : IBlockBody where T : unmanaged, INumberBase<T>
    {
        [SkipLocalsInit]
        public void Run(int block)
        {
            var uniform = stackalloc float[ChunkLength];
            var end = (int)Math.Min(length, (block + 1L) * BlockLength);
            for (var start = block * BlockLength; (uint)start < (uint)end; start += ChunkLength)
            {
                var count = Math.Min(ChunkLength, end - start);
                PhiloxVectors.UniformFloats(key, unchecked(counter + (ulong)start), uniform, count);
                if (typeof(T) == typeof(float)) SimdWidth.Run<float, Keep>(Keeping(uniform, start, count));
                else KeepOneByOne(uniform, start, count);
            }
        }

        private Keep Keeping(float* uniform, int start, int count) =>
            new(uniform, threshold, (float)factor, (float*)(x + start), (float*)(result + start), count);

        private void KeepOneByOne(float* uniform, int start, int count)
        {
            var scale = T.CreateTruncating(factor);
            for (var i = 0; i < count; i++) result[start + i] = uniform[i] < threshold ? T.Zero : x[start + i] * scale;
        }
    }

    private readonly unsafe struct Keep(float* uniform, float threshold, float factor, float* x, float* result, int count) : ISimdWork<float>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public void Run<TVector>() where TVector : unmanaged, ISimd<float, TVector>
        {
            var (least, scale) = (TVector.Broadcast(threshold), TVector.Broadcast(factor));
            var i = 0;
            for (; i <= count - TVector.Count; i += TVector.Count)
            {
                var kept = TVector.Load(x + i) * scale;
                TVector.Store(TVector.Select(TVector.Load(uniform + i) < least, default, kept), result + i);
            }
            for (; i < count; i++) result[i] = uniform[i] < threshold ? 0 : x[i] * factor;
        }
    }
}
