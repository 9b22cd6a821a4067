using System.Runtime.CompilerServices;
using Adjoint.Backends.Simd;

namespace Adjoint.Backends.Cpu;

/// <summary>
/// The transforms of Winograd's minimal filtering on tiles of six points, 0, 1, -1, 2, -2 and infinity (Lavin and Gray, "Fast Algorithms for
/// Convolutional Neural Networks", 2016): with y = A' ((G g) (B' d)), six multiplications give four outputs of a kernel of three, or
/// two of a kernel of five, where the definition takes twelve or ten. In two dimensions each is applied along both axes.
/// </summary>
internal static unsafe class WinogradTransforms<T, TVector>
    where T : unmanaged
    where TVector : unmanaged, ISimd<T, TVector>
{
    /// <summary>Points of a tile's side.</summary>
    public const int Points = 6;

    /// <summary>Points of a tile.</summary>
    public const int Matrices = Points * Points;

    /// <summary>Applies a transform to the columns and then to the rows of a square of vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Square<TTransform>(
        T* source, nint rowStep, nint columnStep, T* target, nint targetRowStep, nint targetColumnStep, T* between)
        where TTransform : IWinogradTransform<T>
    {
        var line = TTransform.Inputs * TVector.Count;
        for (var j = 0; j < TTransform.Inputs; j++)
            TTransform.Apply(source + j * columnStep, rowStep, between + j * TVector.Count, line);
        for (var i = 0; i < TTransform.Outputs; i++)
            TTransform.Apply(between + i * line, TVector.Count, target + i * targetRowStep, targetColumnStep);
    }

    /// <summary>B': six inputs to six points.</summary>
    public readonly struct Input : IWinogradTransform<T>
    {
        public static int Inputs => Points;

        public static int Outputs => Points;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Apply(T* source, nint sourceStep, T* target, nint targetStep)
        {
            var (four, two) = (TVector.Broadcast(4.0), TVector.Broadcast(2.0));
            var d0 = TVector.Load(source);
            var d1 = TVector.Load(source + sourceStep);
            var d2 = TVector.Load(source + 2 * sourceStep);
            var d3 = TVector.Load(source + 3 * sourceStep);
            var d4 = TVector.Load(source + 4 * sourceStep);
            var d5 = TVector.Load(source + 5 * sourceStep);
            var even = d4 - d2 * four;
            var odd = d3 - d1 * four;
            var evenFar = d4 - d2;
            var oddFar = (d3 - d1) * two;
            TVector.Store(TVector.MultiplyAdd(d0 - d2, four, evenFar), target);
            TVector.Store(even + odd, target + targetStep);
            TVector.Store(even - odd, target + 2 * targetStep);
            TVector.Store(evenFar + oddFar, target + 3 * targetStep);
            TVector.Store(evenFar - oddFar, target + 4 * targetStep);
            TVector.Store(TVector.MultiplyAdd(d1 - d3, four, d5 - d3), target + 5 * targetStep);
        }
    }

    /// <summary>A': six points to four outputs of a kernel of three.</summary>
    public readonly struct Output4 : IWinogradTransform<T>
    {
        public static int Inputs => Points;

        public static int Outputs => 4;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Apply(T* source, nint sourceStep, T* target, nint targetStep)
        {
            var m1 = TVector.Load(source + sourceStep);
            var m2 = TVector.Load(source + 2 * sourceStep);
            var m3 = TVector.Load(source + 3 * sourceStep);
            var m4 = TVector.Load(source + 4 * sourceStep);
            var (sum, difference) = (m1 + m2, m1 - m2);
            var (sumFar, differenceFar) = (m3 + m4, m3 - m4);
            TVector.Store(TVector.Load(source) + sum + sumFar, target);
            TVector.Store(TVector.MultiplyAdd(differenceFar, TVector.Broadcast(2.0), difference), target + targetStep);
            TVector.Store(TVector.MultiplyAdd(sumFar, TVector.Broadcast(4.0), sum), target + 2 * targetStep);
            TVector.Store(
                TVector.MultiplyAdd(differenceFar, TVector.Broadcast(8.0), difference) + TVector.Load(source + 5 * sourceStep),
                target + 3 * targetStep);
        }
    }

    /// <summary>A': six points to two outputs of a kernel of five.</summary>
    public readonly struct Output2 : IWinogradTransform<T>
    {
        public static int Inputs => Points;

        public static int Outputs => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Apply(T* source, nint sourceStep, T* target, nint targetStep)
        {
            var m1 = TVector.Load(source + sourceStep);
            var m2 = TVector.Load(source + 2 * sourceStep);
            var m3 = TVector.Load(source + 3 * sourceStep);
            var m4 = TVector.Load(source + 4 * sourceStep);
            TVector.Store(TVector.Load(source) + (m1 + m2) + (m3 + m4), target);
            TVector.Store(
                TVector.MultiplyAdd(m3 - m4, TVector.Broadcast(2.0), m1 - m2) + TVector.Load(source + 5 * sourceStep), target + targetStep);
        }
    }

    /// <summary>A: the gradient of four outputs to six points.</summary>
    public readonly struct Gradient4 : IWinogradTransform<T>
    {
        public static int Inputs => 4;

        public static int Outputs => Points;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Apply(T* source, nint sourceStep, T* target, nint targetStep)
        {
            var y0 = TVector.Load(source);
            var y1 = TVector.Load(source + sourceStep);
            var y2 = TVector.Load(source + 2 * sourceStep);
            var y3 = TVector.Load(source + 3 * sourceStep);
            var four = TVector.Broadcast(4.0);
            var (even, odd) = (y0 + y2, y1 + y3);
            var evenFar = TVector.MultiplyAdd(y2, four, y0);
            var oddFar = TVector.MultiplyAdd(y3, four, y1) * TVector.Broadcast(2.0);
            TVector.Store(y0, target);
            TVector.Store(even + odd, target + targetStep);
            TVector.Store(even - odd, target + 2 * targetStep);
            TVector.Store(evenFar + oddFar, target + 3 * targetStep);
            TVector.Store(evenFar - oddFar, target + 4 * targetStep);
            TVector.Store(y3, target + 5 * targetStep);
        }
    }

    /// <summary>A: the gradient of two outputs to six points.</summary>
    public readonly struct Gradient2 : IWinogradTransform<T>
    {
        public static int Inputs => 2;

        public static int Outputs => Points;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Apply(T* source, nint sourceStep, T* target, nint targetStep)
        {
            var y0 = TVector.Load(source);
            var y1 = TVector.Load(source + sourceStep);
            var far = y1 * TVector.Broadcast(2.0);
            TVector.Store(y0, target);
            TVector.Store(y0 + y1, target + targetStep);
            TVector.Store(y0 - y1, target + 2 * targetStep);
            TVector.Store(y0 + far, target + 3 * targetStep);
            TVector.Store(y0 - far, target + 4 * targetStep);
            TVector.Store(y1, target + 5 * targetStep);
        }
    }

    /// <summary>G: a kernel of three to six points.</summary>
    public readonly struct Filter3 : IWinogradTransform<T>
    {
        public static int Inputs => 3;

        public static int Outputs => Points;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Apply(T* source, nint sourceStep, T* target, nint targetStep)
        {
            var g0 = TVector.Load(source);
            var g1 = TVector.Load(source + sourceStep);
            var g2 = TVector.Load(source + 2 * sourceStep);
            StorePoints(g0, g2, g0 + g2, g1, TVector.MultiplyAdd(g2, TVector.Broadcast(4.0), g0), g1, target, targetStep);
        }
    }

    /// <summary>G: a kernel of five to six points.</summary>
    public readonly struct Filter5 : IWinogradTransform<T>
    {
        public static int Inputs => 5;

        public static int Outputs => Points;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Apply(T* source, nint sourceStep, T* target, nint targetStep)
        {
            var four = TVector.Broadcast(4.0);
            var g0 = TVector.Load(source);
            var g1 = TVector.Load(source + sourceStep);
            var g2 = TVector.Load(source + 2 * sourceStep);
            var g3 = TVector.Load(source + 3 * sourceStep);
            var g4 = TVector.Load(source + 4 * sourceStep);
            var evenFar = TVector.MultiplyAdd(TVector.MultiplyAdd(g4, four, g2), four, g0);
            StorePoints(g0, g4, g0 + g2 + g4, g1 + g3, evenFar, TVector.MultiplyAdd(g3, four, g1), target, targetStep);
        }
    }

    /// <summary>G': six points to the gradient of a kernel of three.</summary>
    public readonly struct FilterGradient3 : IWinogradTransform<T>
    {
        public static int Inputs => Points;

        public static int Outputs => 3;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Apply(T* source, nint sourceStep, T* target, nint targetStep)
        {
            var sums = new KernelSums(source, sourceStep);
            TVector.Store(TVector.MultiplyAdd(TVector.Load(source), TVector.Broadcast(0.25), sums.Even + sums.EvenFar), target);
            TVector.Store(TVector.MultiplyAdd(sums.OddFar, TVector.Broadcast(2.0), sums.Odd), target + targetStep);
            TVector.Store(
                TVector.MultiplyAdd(sums.EvenFar, TVector.Broadcast(4.0), sums.Even) + TVector.Load(source + 5 * sourceStep),
                target + 2 * targetStep);
        }
    }

    /// <summary>G': six points to the gradient of a kernel of five.</summary>
    public readonly struct FilterGradient5 : IWinogradTransform<T>
    {
        public static int Inputs => Points;

        public static int Outputs => 5;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Apply(T* source, nint sourceStep, T* target, nint targetStep)
        {
            var sums = new KernelSums(source, sourceStep);
            TVector.Store(TVector.MultiplyAdd(TVector.Load(source), TVector.Broadcast(0.25), sums.Even + sums.EvenFar), target);
            TVector.Store(TVector.MultiplyAdd(sums.OddFar, TVector.Broadcast(2.0), sums.Odd), target + targetStep);
            TVector.Store(TVector.MultiplyAdd(sums.EvenFar, TVector.Broadcast(4.0), sums.Even), target + 2 * targetStep);
            TVector.Store(TVector.MultiplyAdd(sums.OddFar, TVector.Broadcast(8.0), sums.Odd), target + 3 * targetStep);
            TVector.Store(
                TVector.MultiplyAdd(sums.EvenFar, TVector.Broadcast(16.0), sums.Even) + TVector.Load(source + 5 * sourceStep),
                target + 4 * targetStep);
        }
    }

    /// <summary>Even and odd parts of the points 1, -1 and 2, -2, with the factors of G.</summary>
    private readonly struct KernelSums
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public KernelSums(T* source, nint step)
        {
            var (near, far) = (TVector.Broadcast(-1.0 / 6), TVector.Broadcast(1.0 / 24));
            var m1 = TVector.Load(source + step);
            var m2 = TVector.Load(source + 2 * step);
            var m3 = TVector.Load(source + 3 * step);
            var m4 = TVector.Load(source + 4 * step);
            (Even, Odd) = ((m1 + m2) * near, (m1 - m2) * near);
            (EvenFar, OddFar) = ((m3 + m4) * far, (m3 - m4) * far);
        }

        public TVector Even { get; }

        public TVector Odd { get; }

        public TVector EvenFar { get; }

        public TVector OddFar { get; }
    }

    // The polynomial with these even and odd parts at 1 and 2, at the six points; odd parts at 2 lack their factor 2.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StorePoints(
        TVector zero, TVector infinity, TVector even, TVector odd, TVector evenFar, TVector oddFar, T* target, nint step)
    {
        var (near, far) = (TVector.Broadcast(-1.0 / 6), TVector.Broadcast(1.0 / 24));
        oddFar = oddFar * TVector.Broadcast(2.0);
        TVector.Store(zero * TVector.Broadcast(0.25), target);
        TVector.Store((even + odd) * near, target + step);
        TVector.Store((even - odd) * near, target + 2 * step);
        TVector.Store((evenFar + oddFar) * far, target + 3 * step);
        TVector.Store((evenFar - oddFar) * far, target + 4 * step);
        TVector.Store(infinity, target + 5 * step);
    }
}
