namespace Adjoint.Backends.Simd;

/// <summary>A kernel made of one vector function, for floats.</summary>
internal sealed class ZipFunctionKernel<TFunction> : IZipKernel where TFunction : struct, IZipFunction
{
    public static readonly ZipFunctionKernel<TFunction> Instance = new();

    public double Define(double x, double y) => TFunction.Define(x, y);

    public long Define(long x, long y) => throw new NotSupportedException("This kernel is not defined for integers.");

    public void Run(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> z) => SimdLoop.Zip<TFunction, float>(x, y, z);

    public void Run(ReadOnlySpan<float> x, float y, Span<float> z) => SimdLoop.Zip<TFunction, float>(x, y, z);

    public void Run(float x, ReadOnlySpan<float> y, Span<float> z) => SimdLoop.Zip<TFunction, float>(x, y, z);

    public void Run(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> z) => SimdLoop.Zip<TFunction, double>(x, y, z);

    public void Run(ReadOnlySpan<double> x, double y, Span<double> z) => SimdLoop.Zip<TFunction, double>(x, y, z);

    public void Run(double x, ReadOnlySpan<double> y, Span<double> z) => SimdLoop.Zip<TFunction, double>(x, y, z);
}
