using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Adjoint.Backends.Cpu;
using Adjoint.Backends.Simd;

namespace Adjoint.Bench;

/// <summary>
/// What the memory can stream on all threads, by the two kernels of STREAM's kind whose bytes the processor sees all of: a = b + s c past
/// the caches, and a += s b, which reads what it writes. Both move three numbers an element; the faster one counts. Ordinary stores to
/// lines that were not read would move a fourth.
/// </summary>
internal sealed unsafe class Bandwidth
{
    private const int Length = 10_000_000;
    private const int BlockLength = 64 * 1024;
    private const double BytesPerElement = 3 * sizeof(float);

    private readonly AlignedFloats _a = new(Length);
    private readonly AlignedFloats _b = new(Length);
    private readonly AlignedFloats _c = new(Length);

    /// <summary>Prepares three vectors of ten million numbers.</summary>
    public Bandwidth()
    {
        foreach (var vector in new[] { _a, _b, _c }) vector.FillRandomly(1);
    }

    /// <summary>One sample, in GB/s.</summary>
    /// <param name="seconds">How long each kernel runs at least: as long as what it is compared with.</param>
    public double Measure(double seconds) => Math.Max(
        Rate(new Triad(_a.Pointer, _b.Pointer, _c.Pointer), seconds), Rate(new Accumulation(_a.Pointer, _b.Pointer), seconds));

    private static double Rate<TBody>(in TBody body, double seconds) where TBody : struct, IBlockBody
    {
        var start = Stopwatch.GetTimestamp();
        var passes = 0;
        double taken;
        do
        {
            WorkerPool.For((Length + BlockLength - 1) / BlockLength, body);
            passes++;
            taken = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
        while (taken < seconds);
        return 1e-9 * passes * Length * BytesPerElement / taken;
    }

    private readonly struct Triad(float* a, float* b, float* c) : IBlockBody
    {
        private readonly float* _a = a;
        private readonly float* _b = b;
        private readonly float* _c = c;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(int block)
        {
            var end = Math.Min(Length, (block + 1) * BlockLength);
            if (Vector512.IsHardwareAccelerated)
            {
                for (var i = block * BlockLength; i <= end - 16; i += 16)
                    (Vector512.Load(_b + i) + 0.5f * Vector512.Load(_c + i)).StoreAlignedNonTemporal(_a + i);
            }
            else
            {
                for (var i = block * BlockLength; i <= end - 8; i += 8)
                    (Vector256.Load(_b + i) + 0.5f * Vector256.Load(_c + i)).StoreAlignedNonTemporal(_a + i);
            }
        }
    }

    private readonly struct Accumulation(float* a, float* b) : IBlockBody
    {
        private readonly float* _a = a;
        private readonly float* _b = b;

        public void Run(int block) =>
            SimdWidth.Run<float, Pass>(new(_a + block * BlockLength, _b + block * BlockLength,
                Math.Min(BlockLength, Length - block * BlockLength)));
    }

    private readonly struct Pass(float* a, float* b, int count) : ISimdWork<float>
    {
        private readonly float* _a = a;
        private readonly float* _b = b;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TVector>() where TVector : unmanaged, ISimd<float, TVector>
        {
            // Small, so that many repetitions stay finite.
            var factor = TVector.Broadcast(1e-6);
            for (var i = 0; i <= count - TVector.Count; i += TVector.Count)
                TVector.Store(TVector.MultiplyAdd(factor, TVector.Load(_b + i), TVector.Load(_a + i)), _a + i);
        }
    }
}
