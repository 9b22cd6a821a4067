using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Adjoint.Backends.Cpu;

/// <summary>
/// The stable order of a line: elements become integers that sort alike (all NaN the greatest, -0 as 0), are sorted with their positions,
/// and equal ones are then put in order of position.
/// </summary>
internal readonly unsafe struct ArgSortLine<T>(bool descending) : ILineKernel<T, long> where T : unmanaged, INumber<T>
{
    public void Run(T* x, nint step, int length, long* result, nint resultStep)
    {
        var (keys, positions) = (ArrayPool<ulong>.Shared.Rent(length), ArrayPool<int>.Shared.Rent(length));
        for (var i = 0; i < length; i++)
        {
            var key = KeyOf(x[i * step]);
            keys[i] = descending ? ~key : key;
            positions[i] = i;
        }
        keys.AsSpan(0, length).Sort(positions.AsSpan(0, length));
        OrderEqual(keys.AsSpan(0, length), positions);
        for (var i = 0; i < length; i++) result[i * resultStep] = positions[i];
        ArrayPool<ulong>.Shared.Return(keys);
        ArrayPool<int>.Shared.Return(positions);
    }

    private static void OrderEqual(ReadOnlySpan<ulong> keys, int[] positions)
    {
        for (int start = 0, end; start < keys.Length; start = end)
        {
            for (end = start + 1; end < keys.Length && keys[end] == keys[start]; end++)
            {
            }
            if (end - start > 1) positions.AsSpan(start, end - start).Sort();
        }
    }

    private static ulong KeyOf(T value)
    {
        if (typeof(T) == typeof(float)) return KeyOf((double)Unsafe.BitCast<T, float>(value));
        if (typeof(T) == typeof(double)) return KeyOf(Unsafe.BitCast<T, double>(value));
        // Signed order as unsigned order: the sign bit turned round.
        return (ulong)long.CreateTruncating(value) ^ (1UL << 63);
    }

    private static ulong KeyOf(double value)
    {
        if (double.IsNaN(value)) return ulong.MaxValue;
        var bits = BitConverter.DoubleToUInt64Bits(value == 0 ? 0 : value);
        // Negative numbers grow downwards in their bits: all bits turned round; positive ones lie above them.
        return (bits >> 63) != 0 ? ~bits : bits | (1UL << 63);
    }
}
