namespace Adjoint.Backends.Simd;

/// <summary>The derivative of an activation in one pass: the incoming gradient times the slope.</summary>
internal sealed class SlopeKernel<TActivation>(double a, double b) : IZipKernel where TActivation : struct, IActivation
{
    public double Define(double gradient, double kept) => gradient * TActivation.DefineSlope(kept, a, b);

    public long Define(long x, long y) => throw new NotSupportedException("This kernel is not defined for integers.");

    public void Run(ReadOnlySpan<float> gradient, ReadOnlySpan<float> kept, Span<float> z) =>
        ActivationLoop.Gradient<TActivation, float>(gradient, kept, a, b, z);

    public void Run(ReadOnlySpan<float> gradient, float kept, Span<float> z)
    {
        for (var i = 0; i < gradient.Length; i++) Run(gradient.Slice(i, 1), new ReadOnlySpan<float>(in kept), z.Slice(i, 1));
    }

    public void Run(float gradient, ReadOnlySpan<float> kept, Span<float> z) => Run(new ReadOnlySpan<float>(in gradient), kept, z);

    public void Run(ReadOnlySpan<double> gradient, ReadOnlySpan<double> kept, Span<double> z) =>
        ActivationLoop.Gradient<TActivation, double>(gradient, kept, a, b, z);

    public void Run(ReadOnlySpan<double> gradient, double kept, Span<double> z)
    {
        for (var i = 0; i < gradient.Length; i++) Run(gradient.Slice(i, 1), new ReadOnlySpan<double>(in kept), z.Slice(i, 1));
    }

    public void Run(double gradient, ReadOnlySpan<double> kept, Span<double> z) => Run(new ReadOnlySpan<double>(in gradient), kept, z);
}
