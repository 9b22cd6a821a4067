using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Adjoint.Bench;

/// <summary>Floats at a fixed address that is a multiple of 64 bytes, as the buffers of large tensors are.</summary>
internal sealed unsafe class AlignedFloats
{
    private const int Alignment = 64;
    private readonly float[] _array;
    private readonly int _length;

    public AlignedFloats(int length)
    {
        _length = length;
        _array = GC.AllocateArray<float>(length + Alignment / sizeof(float), pinned: true);
        var address = (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_array));
        Pointer = (float*)((address + Alignment - 1) / Alignment * Alignment);
    }

    public float* Pointer { get; }

    /// <summary>Numbers from -1 to 1.</summary>
    public void FillRandomly(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < _length; i++) Pointer[i] = 2 * random.NextSingle() - 1;
    }
}
