namespace Adjoint.Backends.Simd;

/// <summary>
/// A vector of floats or doubles of one hardware width, so that a formula or a kernel is written once for every width and both precisions.
/// The compiler keeps it in a register, and a call is an instruction. Comparisons give lanes of all ones or all zeros.
/// </summary>
internal unsafe interface ISimd<T, TSelf> : ILanes<TSelf> where T : unmanaged where TSelf : unmanaged, ISimd<T, TSelf>
{
    /// <summary>The number of lanes.</summary>
    static abstract int Count { get; }

    /// <summary>Whether there are 32 vector registers; otherwise there are 16, and what a kernel keeps in them must be less.</summary>
    static abstract bool HasManyRegisters { get; }

    static abstract TSelf Load(T* source);

    static abstract void Store(TSelf vector, T* target);

    /// <summary>
    /// Stores past the caches, to a multiple of the vector's size. Whoever hands the result to another thread lays a fence before
    /// (<see cref="System.Runtime.Intrinsics.X86.Sse.StoreFence"/>).
    /// </summary>
    static abstract void StorePastCaches(TSelf vector, T* target);

    static abstract TSelf Broadcast(T value);

    static abstract TSelf operator &(TSelf x, TSelf y);

    static abstract TSelf operator <(TSelf x, TSelf y);

    static abstract TSelf operator >(TSelf x, TSelf y);

    /// <summary>The greater one in each lane, in one instruction; any of the two if either is NaN.</summary>
    static abstract TSelf Greater(TSelf x, TSelf y);

    static abstract TSelf Round(TSelf x);

    /// <summary>The natural logarithm.</summary>
    static abstract TSelf Log(TSelf x);

    /// <summary>The magnitude of one vector with the signs of another.</summary>
    static abstract TSelf CopySign(TSelf magnitude, TSelf sign);

    /// <summary>x where the mask is all ones, y where it is all zeros.</summary>
    static abstract TSelf Select(TSelf mask, TSelf x, TSelf y);

    /// <summary>2^n for whole n from the least to the greatest exponent of normal numbers.</summary>
    static abstract TSelf PowerOfTwo(TSelf n);

    /// <summary>The sum of all lanes.</summary>
    static abstract T Sum(TSelf vector);

    /// <summary>The greatest of all lanes; any of them if one is NaN.</summary>
    static abstract T Greatest(TSelf vector);

    /// <summary>Keeps the last <paramref name="kept"/> lanes and makes the others zero.</summary>
    static abstract TSelf KeepLast(TSelf vector, int kept);

    /// <summary>The vector whose q-th 128-bit quarter holds the 16 bytes at <c>source + q * stride</c>.</summary>
    static abstract TSelf LoadQuarters(T* source, nint stride);

    /// <summary>Elements 0, 2, 4, ... of x, then those of y.</summary>
    static abstract TSelf EvenElements(TSelf x, TSelf y);

    /// <summary>Each element of the lower half twice: x0, x0, x1, x1, ...</summary>
    static abstract TSelf DoubleLow(TSelf x);

    /// <summary>Each element of the upper half twice.</summary>
    static abstract TSelf DoubleHigh(TSelf x);

    /// <summary>In each 128-bit quarter: the elements of the lower half of x and y in turn.</summary>
    static abstract TSelf InterleaveLow(TSelf x, TSelf y);

    /// <summary>In each 128-bit quarter: the elements of the upper half of x and y in turn.</summary>
    static abstract TSelf InterleaveHigh(TSelf x, TSelf y);

    /// <summary>In each 128-bit quarter: the lower 64 bits of x, then those of y.</summary>
    static abstract TSelf LowHalves(TSelf x, TSelf y);

    /// <summary>In each 128-bit quarter: the upper 64 bits of x, then those of y.</summary>
    static abstract TSelf HighHalves(TSelf x, TSelf y);

    /// <summary>Adds the 128-bit quarters and stores the 16 bytes.</summary>
    static abstract void StoreSumOfQuarters(TSelf vector, T* target);
}
