using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Adjoint.Backends.Simd;

/// <summary>
/// Uniform floats of many Philox blocks at once, the same numbers as one by one. A block is a 64-bit lane: its words stand in the lower
/// halves of the lanes of four vectors, whose upper halves hold what the 32-bit products leave there and nobody reads.
/// </summary>
internal static unsafe class PhiloxVectors
{
    private const float UnitFloat = (float)Philox.UnitFloat;

    // How many numbers are made at a time: a multiple of what every width makes at once.
    private const int Count = 32;

    /// <summary>Numbers in [0, 1): those of the stream's positions from <paramref name="position"/> on.</summary>
    public static void UniformFloats(ulong key, ulong position, float* numbers, int count)
    {
        var i = 0;
        // Up to the beginning of a block; and one by one where the counter is about to begin anew.
        for (; i < count && (position % 4 != 0 || position > ulong.MaxValue - Count); i++, position++)
            numbers[i] = (float)Philox.UniformFloat(key, position);
        for (; i <= count - Count && position <= ulong.MaxValue - Count; i += Count, position += Count) Make(key, position / 4, numbers + i);
        for (; i < count; i++, position++) numbers[i] = (float)Philox.UniformFloat(key, position);
    }

    private static void Make(ulong key, ulong block, float* numbers)
    {
        if (Avx512F.IsSupported && Vector512.IsHardwareAccelerated) Make512(key, block, numbers);
        else if (Avx2.IsSupported) Make256(key, block, numbers);
        else MakeOneByOne(key, block, numbers);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Make512(ulong key, ulong block, float* numbers)
    {
        var counter = Vector512.Create(block) + Vector512<ulong>.Indices;
        var (c0, c1) = (counter, counter >>> 32);
        var (c2, c3) = (Vector512.Create((ulong)(uint)Philox.UniformFloatKind), Vector512<ulong>.Zero);
        var (first, second) = (Vector512.Create(Philox.Multiplier0), Vector512.Create(Philox.Multiplier1));
        var (k0, k1) = ((uint)key, (uint)(key >> 32));
        for (var round = 0; round < Philox.Rounds; round++)
        {
            var product0 = Avx512F.Multiply(c0.AsUInt32(), first);
            var product1 = Avx512F.Multiply(c2.AsUInt32(), second);
            c0 = (product1 >>> 32) ^ c1 ^ Vector512.Create((ulong)k0);
            c2 = (product0 >>> 32) ^ c3 ^ Vector512.Create((ulong)k1);
            (c1, c3) = (product1, product0);
            unchecked
            {
                k0 += Philox.KeyStep0;
                k1 += Philox.KeyStep1;
            }
        }
        // Words 0 and 1 of a block side by side, and words 2 and 3; then the blocks in order.
        var (low, high) = (Joined(c0, c1), Joined(c2, c3));
        Store(Avx512F.PermuteVar8x64x2(low, Vector512.Create(0UL, 8, 1, 9, 2, 10, 3, 11), high), numbers);
        Store(Avx512F.PermuteVar8x64x2(low, Vector512.Create(4UL, 12, 5, 13, 6, 14, 7, 15), high), numbers + 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Make256(ulong key, ulong block, float* numbers)
    {
        var (first, second) = (Vector256.Create(Philox.Multiplier0), Vector256.Create(Philox.Multiplier1));
        for (var part = 0; part < Count / 16; part++)
        {
            var counter = Vector256.Create(unchecked(block + (ulong)(4 * part))) + Vector256<ulong>.Indices;
            var (c0, c1) = (counter, counter >>> 32);
            var (c2, c3) = (Vector256.Create((ulong)(uint)Philox.UniformFloatKind), Vector256<ulong>.Zero);
            var (k0, k1) = ((uint)key, (uint)(key >> 32));
            for (var round = 0; round < Philox.Rounds; round++)
            {
                var product0 = Avx2.Multiply(c0.AsUInt32(), first);
                var product1 = Avx2.Multiply(c2.AsUInt32(), second);
                c0 = (product1 >>> 32) ^ c1 ^ Vector256.Create((ulong)k0);
                c2 = (product0 >>> 32) ^ c3 ^ Vector256.Create((ulong)k1);
                (c1, c3) = (product1, product0);
                unchecked
                {
                    k0 += Philox.KeyStep0;
                    k1 += Philox.KeyStep1;
                }
            }
            var (low, high) = (Joined(c0, c1), Joined(c2, c3));
            // In each half: block 0 beside block 2, and block 1 beside block 3.
            var (even, odd) = (Avx2.UnpackLow(low, high), Avx2.UnpackHigh(low, high));
            Store(Avx2.Permute2x128(even, odd, 0x20), numbers + 16 * part);
            Store(Avx2.Permute2x128(even, odd, 0x31), numbers + 16 * part + 8);
        }
    }

    private static void MakeOneByOne(ulong key, ulong block, float* numbers)
    {
        for (var i = 0; i < Count; i++) numbers[i] = (float)Philox.UniformFloat(key, unchecked(4 * block + (ulong)i));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Joined(Vector512<ulong> low, Vector512<ulong> high) =>
        (low & Vector512.Create((ulong)uint.MaxValue)) | (high << 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Joined(Vector256<ulong> low, Vector256<ulong> high) =>
        (low & Vector256.Create((ulong)uint.MaxValue)) | (high << 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector512<ulong> words, float* numbers) =>
        (Vector512.ConvertToSingle((words.AsUInt32() >>> 8).AsInt32()) * UnitFloat).Store(numbers);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<ulong> words, float* numbers) =>
        (Vector256.ConvertToSingle((words.AsUInt32() >>> 8).AsInt32()) * UnitFloat).Store(numbers);
}
