using System.Runtime.CompilerServices;

namespace Adjoint.Backends.Cpu;

/// <summary>A buffer per thread for packed operands: grown when needed and kept, so that a product allocates nothing.</summary>
internal static unsafe class GemmWorkspace
{
    private const int Alignment = 64;

    [ThreadStatic] private static byte[]? s_buffer;

    /// <summary>At least <paramref name="bytes"/> bytes, aligned to a cache line, valid until the next call on this thread.</summary>
    public static byte* Take(nint bytes)
    {
        var buffer = s_buffer;
        if (buffer is null || buffer.Length < bytes + Alignment)
        {
            buffer = GC.AllocateUninitializedArray<byte>(checked((int)(bytes + Alignment)), pinned: true);
            s_buffer = buffer;
        }

        var start = (nint)Unsafe.AsPointer(ref buffer[0]);
        return (byte*)((start + Alignment - 1) & ~(nint)(Alignment - 1));
    }
}
