using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Adjoint.Backends.Cpu;

/// <summary>
/// How a run of windows of one output row reads its columns. What the rows of the windows have in common, their maxima or sums, lies in
/// a line as long as the windows reach; it is then dealt out by the stride, so that the elements which neighbouring windows have at one
/// tap lie side by side, and whole vectors of windows are reduced at once.
/// </summary>
internal readonly unsafe struct PoolingColumns<T> where T : unmanaged
{
    // The line and its parts stay in the first-level cache.
    private const int MostReach = 1024;
    private const int MostStride = 16;

    private readonly PoolingAxis _axis;

    public PoolingColumns(PoolingAxis axis)
    {
        _axis = axis;
        Windows = Math.Min(axis.OutSize, Math.Max(1, MostReach / axis.Stride));
        Length = (Windows - 1) * axis.Stride + axis.Reach;
        PartLength = (Length - 1) / axis.Stride + 1 + 2 * Vector<T>.Count;
    }

    /// <summary>The number of windows taken at once.</summary>
    public int Windows { get; }

    /// <summary>The columns they reach over.</summary>
    public int Length { get; }

    /// <summary>The space of one part of the dealt line.</summary>
    private int PartLength { get; }

    /// <summary>The space of a line, with room for the vector at its end.</summary>
    public int LineSpace => Length + 2 * Vector<T>.Count;

    /// <summary>The space of a dealt line.</summary>
    public int DealtSpace => _axis.Stride == 1 ? 0 : PartLength * _axis.Stride;

    /// <summary>The space of one value a window.</summary>
    public int WindowSpace => Windows + 2 * Vector<T>.Count;

    public static bool Covers(PoolingAxis axis) => !axis.IsAdaptive && axis.Stride <= MostStride && axis.Reach <= MostReach;

    /// <summary>Where the values of the first window at one tap lie in the dealt line; those of the next windows follow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public nint At(int tap)
    {
        var place = tap * _axis.Dilation;
        return _axis.Stride == 1 ? place : place % _axis.Stride * PartLength + place / _axis.Stride;
    }

    /// <summary>Deals out a line; a stride of 1 leaves it as it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public T* Deal(T* line, T* dealt)
    {
        var stride = _axis.Stride;
        if (stride == 1) return line;
        if (stride == 2 && typeof(T) == typeof(float))
        {
            for (var i = 0; i < Length; i += 8)
            {
                var (even, odd) = EvenOdd((float*)line + i);
                even.Store((float*)dealt + i / 2);
                odd.Store((float*)dealt + PartLength + i / 2);
            }
            return dealt;
        }
        for (var part = 0; part < stride; part++)
        {
            var target = dealt + (nint)part * PartLength;
            for (var i = part; i < Length; i += stride) *target++ = line[i];
        }
        return dealt;
    }

    /// <summary>The way back: a dealt line becomes a line.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public T* Gather(T* dealt, T* line)
    {
        var stride = _axis.Stride;
        if (stride == 1) return dealt;
        for (var part = 0; part < stride; part++)
        {
            var source = dealt + (nint)part * PartLength;
            for (var i = part; i < Length; i += stride) line[i] = *source++;
        }
        return line;
    }

    // Eight floats as four pairs: lower halves and upper halves of four 64-bit lanes.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector128<float> Even, Vector128<float> Odd) EvenOdd(float* source)
    {
        if (Sse.IsSupported)
        {
            var (left, right) = (Vector128.Load(source), Vector128.Load(source + 4));
            return (Sse.Shuffle(left, right, 0b10_00_10_00), Sse.Shuffle(left, right, 0b11_01_11_01));
        }

        var low = Vector128.Load((ulong*)source);
        var high = Vector128.Load((ulong*)(source + 4));
        return (Vector128.Narrow(low, high).AsSingle(), Vector128.Narrow(low >>> 32, high >>> 32).AsSingle());
    }
}
