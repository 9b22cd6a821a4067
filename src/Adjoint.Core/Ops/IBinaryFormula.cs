using System.Numerics;

namespace Adjoint;

/// <summary>z = f(x, y) by definition and as fast kernels over spans, with either side possibly one number for all elements.</summary>
internal interface IBinaryFormula
{
    static abstract double Define(double x, double y);

    /// <summary>The partial derivative by one input, where z = f(x, y); at kinks and ends it is what the gradient has.</summary>
    static abstract double Slope(int input, double x, double y, double z);

    static virtual long Define(long x, long y) => throw new NotSupportedException("This operation is not defined for integers.");

    static abstract void Run<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, IFloatingPointIeee754<T>;

    static abstract void Run<T>(ReadOnlySpan<T> x, T y, Span<T> z) where T : unmanaged, IFloatingPointIeee754<T>;

    static abstract void Run<T>(T x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, IFloatingPointIeee754<T>;
}
