namespace Adjoint.Backends.Cpu;

/// <summary>
/// The few vector instructions that the matrix product is written in, so that one source serves every vector width and both
/// floating-point types. Implementations are stateless; the JIT specialises each use, so a call is one instruction.
/// </summary>
internal unsafe interface ILanes<T, TVector> where T : unmanaged where TVector : unmanaged
{
    /// <summary>Elements in a vector.</summary>
    static abstract int Count { get; }

    /// <summary>Whether the machine has the 32 vector registers that a tile of 12 rows by 2 vectors fills.</summary>
    static abstract bool HasManyRegisters { get; }

    static abstract TVector Zero { get; }

    static abstract TVector Load(T* source);

    static abstract void Store(TVector vector, T* target);

    static abstract TVector Broadcast(T value);

    static abstract TVector Add(TVector x, TVector y);

    /// <summary>x * y + z, rounded once where the machine can.</summary>
    static abstract TVector MultiplyAdd(TVector x, TVector y, TVector z);

    /// <summary>Keeps the last <paramref name="kept"/> lanes and makes the others zero.</summary>
    static abstract TVector KeepLast(TVector vector, int kept);

    /// <summary>The vector whose q-th 128-bit quarter holds the 16 bytes at <c>source + q * stride</c>.</summary>
    static abstract TVector LoadQuarters(T* source, nint stride);

    /// <summary>In each 128-bit quarter: the elements of the lower half of x and y in turn.</summary>
    static abstract TVector InterleaveLow(TVector x, TVector y);

    /// <summary>In each 128-bit quarter: the elements of the upper half of x and y in turn.</summary>
    static abstract TVector InterleaveHigh(TVector x, TVector y);

    /// <summary>In each 128-bit quarter: the lower 64 bits of x, then those of y.</summary>
    static abstract TVector LowHalves(TVector x, TVector y);

    /// <summary>In each 128-bit quarter: the upper 64 bits of x, then those of y.</summary>
    static abstract TVector HighHalves(TVector x, TVector y);

    /// <summary>Adds the 128-bit quarters and stores the 16 bytes.</summary>
    static abstract void StoreSumOfQuarters(TVector vector, T* target);
}
