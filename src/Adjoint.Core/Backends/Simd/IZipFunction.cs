namespace Adjoint.Backends.Simd;

/// <summary>A function of two vectors, and the same by definition.</summary>
internal interface IZipFunction
{
    static abstract double Define(double x, double y);

    static abstract TVector Invoke<T, TVector>(TVector x, TVector y) where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged;
}
