using System.Runtime.InteropServices;

namespace Adjoint.Backends.Cpu;

/// <summary>
/// Scratch memory of one thread, 64-byte aligned, kept and grown, never shrunk; freed when its thread is gone. A kernel that runs in
/// blocks has two at once on the calling thread: what all blocks read (<see cref="Shared"/>) and what one block needs (<see cref="Own"/>).
/// </summary>
internal sealed unsafe class ThreadBuffer
{
    private const nuint Alignment = 64;

    [ThreadStatic] private static ThreadBuffer? s_shared;
    [ThreadStatic] private static ThreadBuffer? s_own;

    private void* _memory;
    private nuint _bytes;

    ~ThreadBuffer() => NativeMemory.AlignedFree(_memory);

    /// <summary>At least <paramref name="bytes"/> bytes, of any content, until this thread asks again.</summary>
    public static void* Shared(long bytes) => (s_shared ??= new ThreadBuffer()).AtLeast((nuint)bytes);

    /// <inheritdoc cref="Shared"/>
    public static void* Own(long bytes) => (s_own ??= new ThreadBuffer()).AtLeast((nuint)bytes);

    private void* AtLeast(nuint bytes)
    {
        if (bytes <= _bytes) return _memory;
        NativeMemory.AlignedFree(_memory);
        _memory = null;
        _bytes = 0;
        _memory = NativeMemory.AlignedAlloc(bytes, Alignment);
        _bytes = bytes;
        return _memory;
    }
}
