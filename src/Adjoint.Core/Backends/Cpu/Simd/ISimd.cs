namespace Adjoint.Backends.Cpu;

/// <summary>
/// The vector arithmetic that the elementwise and reducing kernels are written in, so that one source serves every vector width. The vector
/// is a type parameter of its own, because the JIT keeps plain vectors in registers.
/// </summary>
internal unsafe interface ISimd<T, TVector> where T : unmanaged where TVector : unmanaged
{
    /// <summary>Elements in a vector.</summary>
    static abstract int Count { get; }

    static abstract TVector Load(T* source);

    static abstract void Store(TVector vector, T* target);

    static abstract TVector Broadcast(T value);

    static abstract TVector Add(TVector x, TVector y);

    static abstract TVector Multiply(TVector x, TVector y);

    /// <summary>The greater one in each lane; NaN if either is.</summary>
    static abstract TVector Maximum(TVector x, TVector y);

    /// <summary>The smaller one in each lane; NaN if either is.</summary>
    static abstract TVector Minimum(TVector x, TVector y);
}
