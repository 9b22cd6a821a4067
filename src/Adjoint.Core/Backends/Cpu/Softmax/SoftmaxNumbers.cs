namespace Adjoint.Backends.Cpu;

/// <summary>What stands beside each row of a softmax: its greatest score, the logarithm of its sum of exponentials, and a weight.</summary>
internal readonly unsafe struct SoftmaxNumbers<T>(T* greatest, T* logarithm, T* weight) where T : unmanaged
{
    public T* Greatest { get; } = greatest;

    public T* Logarithm { get; } = logarithm;

    public T* Weight { get; } = weight;
}
