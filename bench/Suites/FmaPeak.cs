using System.Diagnostics;
using System.Runtime.CompilerServices;
using Adjoint.Backends;
using Adjoint.Backends.Cpu;
using Adjoint.Backends.Simd;

namespace Adjoint.Bench;

/// <summary>What the cores can multiply and add if nothing but registers is touched: the ceiling of every matrix product.</summary>
internal static class FmaPeak
{
    private const int BlocksPerThread = 2;

    // About two milliseconds a block: long beside waking a thread, short enough to fit between disturbances.
    private const int Iterations = 256 * 1024;

    /// <summary>One sample, in GFLOP/s on all threads that kernels may use.</summary>
    public static unsafe double Measure()
    {
        double result;
        SimdWidth.Run<float, Sample>(new(&result));
        return result;
    }

    private readonly unsafe struct Sample(double* result) : ISimdWork<float>
    {
        private readonly double* _result = result;

        public void Run<TVector>() where TVector : unmanaged, ISimd<float, TVector>
        {
            var blocks = BlocksPerThread * Backend.Threads;
            var results = new AlignedFloats(blocks * TVector.Count);
            var start = Stopwatch.GetTimestamp();
            WorkerPool.For(blocks, new Body<TVector>(results));
            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            *_result = 2e-9 * blocks * Iterations * Chains * TVector.Count / seconds;
        }
    }

    // More chains than latency times units (4 x 2), few enough for 16 registers.
    private const int Chains = 12;

    private readonly unsafe struct Body<TVector>(AlignedFloats results) : IBlockBody where TVector : unmanaged, ISimd<float, TVector>
    {
        public void Run(int block) => TVector.Store(Chain(0.5f), results.Pointer + block * TVector.Count);

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static TVector Chain(float value)
        {
            TVector x = TVector.Broadcast(value), zero = default(TVector);
            TVector s0 = zero, s1 = zero, s2 = zero, s3 = zero, s4 = zero, s5 = zero;
            TVector s6 = zero, s7 = zero, s8 = zero, s9 = zero, s10 = zero, s11 = zero;
            for (var i = 0; i < Iterations; i++)
            {
                s0 = TVector.MultiplyAdd(x, x, s0);
                s1 = TVector.MultiplyAdd(x, x, s1);
                s2 = TVector.MultiplyAdd(x, x, s2);
                s3 = TVector.MultiplyAdd(x, x, s3);
                s4 = TVector.MultiplyAdd(x, x, s4);
                s5 = TVector.MultiplyAdd(x, x, s5);
                s6 = TVector.MultiplyAdd(x, x, s6);
                s7 = TVector.MultiplyAdd(x, x, s7);
                s8 = TVector.MultiplyAdd(x, x, s8);
                s9 = TVector.MultiplyAdd(x, x, s9);
                s10 = TVector.MultiplyAdd(x, x, s10);
                s11 = TVector.MultiplyAdd(x, x, s11);
            }
            // All of them are used, or the compiler would leave some out.
            return s0 + s1 + (s2 + s3) + (s4 + s5) + (s6 + s7 + (s8 + s9) + (s10 + s11));
        }
    }
}
