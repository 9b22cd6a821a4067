namespace Adjoint.Backends.Cpu;

/// <summary>
/// A small matrix applied to vectors in memory: target[i] = sum over j of M[i, j] source[j]. Each lane is a transform of its own.
/// </summary>
internal unsafe interface IWinogradTransform<T> where T : unmanaged
{
    static abstract int Inputs { get; }

    static abstract int Outputs { get; }

    static abstract void Apply(T* source, nint sourceStep, T* target, nint targetStep);
}
