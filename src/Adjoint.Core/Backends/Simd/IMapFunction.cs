namespace Adjoint.Backends.Simd;

/// <summary>A function of one vector.</summary>
internal interface IMapFunction
{
    static abstract TVector Invoke<T, TVector>(TVector x) where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged;
}
