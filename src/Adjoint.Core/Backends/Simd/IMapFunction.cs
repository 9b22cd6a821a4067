namespace Adjoint.Backends.Simd;

/// <summary>A function of one vector.</summary>
internal interface IMapFunction
{
    static abstract TVector Invoke<TVector, T>(TVector x) where TVector : unmanaged, ISimd<TVector, T> where T : unmanaged;
}
