using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Adjoint.Backends;
using Adjoint.Backends.Cpu;

namespace Adjoint.Bench;

/// <summary>What the cores can multiply and add if nothing but registers is touched: the ceiling of every matrix product.</summary>
internal static class FmaPeak
{
    private const int BlocksPerThread = 2;

    // About two milliseconds a block: long beside waking a thread, short enough to fit between disturbances.
    private const int Iterations = 256 * 1024;

    /// <summary>One sample, in GFLOP/s on all threads that kernels may use.</summary>
    public static double Measure()
    {
        if (Vector512.IsHardwareAccelerated) return Measure<Vector512<float>, Lanes512<float>>();
        if (Vector256.IsHardwareAccelerated) return Measure<Vector256<float>, Lanes256<float>>();
        return Measure<Vector128<float>, Lanes128<float>>();
    }

    private static double Measure<TVector, TLanes>() where TVector : unmanaged where TLanes : struct, ILanes<float, TVector>
    {
        var blocks = BlocksPerThread * Backend.Threads;
        var results = new AlignedFloats(blocks * TLanes.Count);
        var start = Stopwatch.GetTimestamp();
        WorkerPool.For(blocks, new Body<TVector, TLanes>(results));
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return 2e-9 * blocks * Iterations * Chains * TLanes.Count / seconds;
    }

    // More chains than latency times units (4 x 2), few enough for 16 registers.
    private const int Chains = 12;

    private readonly unsafe struct Body<TVector, TLanes>(AlignedFloats results) : IBlockBody
        where TVector : unmanaged
        where TLanes : struct, ILanes<float, TVector>
    {
        public void Run(int block) => TLanes.Store(Chain(0.5f), results.Pointer + block * TLanes.Count);

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static TVector Chain(float value)
        {
            TVector x = TLanes.Broadcast(value), zero = TLanes.Zero;
            TVector s0 = zero, s1 = zero, s2 = zero, s3 = zero, s4 = zero, s5 = zero;
            TVector s6 = zero, s7 = zero, s8 = zero, s9 = zero, s10 = zero, s11 = zero;
            for (var i = 0; i < Iterations; i++)
            {
                s0 = TLanes.MultiplyAdd(x, x, s0);
                s1 = TLanes.MultiplyAdd(x, x, s1);
                s2 = TLanes.MultiplyAdd(x, x, s2);
                s3 = TLanes.MultiplyAdd(x, x, s3);
                s4 = TLanes.MultiplyAdd(x, x, s4);
                s5 = TLanes.MultiplyAdd(x, x, s5);
                s6 = TLanes.MultiplyAdd(x, x, s6);
                s7 = TLanes.MultiplyAdd(x, x, s7);
                s8 = TLanes.MultiplyAdd(x, x, s8);
                s9 = TLanes.MultiplyAdd(x, x, s9);
                s10 = TLanes.MultiplyAdd(x, x, s10);
                s11 = TLanes.MultiplyAdd(x, x, s11);
            }
            // All of them are used, or the compiler would leave some out.
            var left = TLanes.Add(TLanes.Add(TLanes.Add(s0, s1), TLanes.Add(s2, s3)), TLanes.Add(s4, s5));
            return TLanes.Add(left, TLanes.Add(TLanes.Add(TLanes.Add(s6, s7), TLanes.Add(s8, s9)), TLanes.Add(s10, s11)));
        }
    }
}
