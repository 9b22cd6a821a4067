using System.Numerics;

namespace Adjoint.Backends.Cpu;

/// <summary>
/// Size classes of pooled buffers: four steps a power of two, so a buffer is at most a quarter larger than what was asked for.
/// </summary>
internal static class BufferSize
{
    /// <summary>Bytes; a cache line, and the widest vector.</summary>
    public const int Alignment = 64;

    /// <summary>Smaller storages are plain arrays: the garbage collector hands those out faster than any pool.</summary>
    public const int LeastPooledBytes = 2048;

    public static int ClassCount { get; } = ClassOf(8L * Array.MaxLength) + 1;

    // bytes in (2^e (4 + q)/4, 2^e (5 + q)/4] have class 4 e' + q + 1, where e' counts from the least power.
    public static int ClassOf(long bytes)
    {
        var last = Math.Max(bytes, LeastPooledBytes) - 1;
        var power = BitOperations.Log2((ulong)last);
        var quarter = (int)(last >> (power - 2)) & 3;
        return 4 * (power - 10) + quarter - 3;
    }

    public static long BytesOf(int sizeClass)
    {
        var step = sizeClass + 3;
        return (5L + (step & 3)) << (step / 4 + 8);
    }
}
