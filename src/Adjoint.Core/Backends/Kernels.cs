namespace Adjoint.Backends;

/// <summary>y = f(x), element by element.</summary>
internal interface IMapKernel
{
    double Define(double x);

    void Run(ReadOnlySpan<float> x, Span<float> y);

    void Run(ReadOnlySpan<double> x, Span<double> y);
}

/// <summary>z = f(x, y), element by element; the forms with one number serve broadcasting.</summary>
internal interface IZipKernel
{
    double Define(double x, double y);

    long Define(long x, long y);

    void Run(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> z);

    void Run(ReadOnlySpan<float> x, float y, Span<float> z);

    void Run(float x, ReadOnlySpan<float> y, Span<float> z);

    void Run(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> z);

    void Run(ReadOnlySpan<double> x, double y, Span<double> z);

    void Run(double x, ReadOnlySpan<double> y, Span<double> z);
}

/// <summary>How two elements compare.</summary>
internal enum Comparison
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// <summary>How elements along dimensions become one. A NaN among them makes the result NaN.</summary>
internal enum Reduction
{
    Sum,
    Product,
    Maximum,
    Minimum,
}
