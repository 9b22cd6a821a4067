namespace Adjoint.Backends.Simd;

/// <summary>
/// A function of one number and its slope, each as a formula over vectors and by definition. The slope is a function of what the record
/// keeps of a step: x, or the value, as the operation says. a and b are the function's own numbers, 0 if it has none.
/// </summary>
internal interface IActivation
{
    static abstract double Define(double x, double a, double b);

    static abstract double DefineSlope(double kept, double a, double b);

    static abstract TVector Value<T, TVector>(TVector x, TVector a, TVector b)
        where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged;

    static abstract TVector Slope<T, TVector>(TVector kept, TVector a, TVector b)
        where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged;
}
