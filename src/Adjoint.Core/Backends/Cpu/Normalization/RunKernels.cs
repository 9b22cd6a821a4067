using System.Numerics;
using System.Runtime.CompilerServices;
using Adjoint.Backends.Simd;

namespace Adjoint.Backends.Cpu;

/// <summary>Adjacent elements that share their statistics and, but for the moments, their weight and bias.</summary>
internal static unsafe class RunKernels<T, TVector>
    where T : unmanaged, IFloatingPointIeee754<T>, IMinMaxValue<T> where TVector : unmanaged, ISimd<T, TVector>
{
    // Sums in the elements' own precision stay short, and what is read twice stays in the first-level cache.
    private const int SegmentLength = 4096;

    /// <summary>Adds a run to mean and variance: the first elements say about where the mean is, and all are measured from there.</summary>
    public static void AddMoments(ref MomentSum sum, T* x, int length, bool isCentred)
    {
        for (var start = 0; start < length; start += SegmentLength)
        {
            var count = Math.Min(SegmentLength, length - start);
            if (!isCentred)
            {
                sum.AddSquares(count, Deviations(x + start, count, T.Zero).Second);
                continue;
            }
            var sample = MomentSum.SampleLength(count);
            var centre = FoldKernels<T, TVector, SumFold>.Run(x + start, sample) / T.CreateTruncating(sample);
            var (first, second) = Deviations(x + start, count, centre);
            sum.Add(count, double.CreateTruncating(centre), first, second);
        }
    }

    /// <summary>y = (x - mean) factor + addend</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Affine(T* x, T* y, int length, T mean, T factor, T addend)
    {
        var (centre, scale, shift, i) = (TVector.Broadcast(mean), TVector.Broadcast(factor), TVector.Broadcast(addend), 0);
        for (; i <= length - TVector.Count; i += TVector.Count)
            TVector.Store(TVector.MultiplyAdd(TVector.Load(x + i) - centre, scale, shift), y + i);
        for (; i < length; i++) y[i] = (x[i] - mean) * factor + addend;
    }

    /// <summary>The sums of g and of g x1 with the standardised x1.</summary>
    public static (double First, double Second) GradientSums(T* x, T* gradient, int length, in Standardization<T> x1)
    {
        var (first, second) = (0.0, 0.0);
        for (var start = 0; start < length; start += SegmentLength)
        {
            var (sum, product) = GradientSegment(x + start, gradient + start, Math.Min(SegmentLength, length - start), x1.Mean);
            first += sum;
            second += product;
        }
        return (first, x1.Product(first, second));
    }

    /// <summary>dx = g factor + (x - mean) slope + offset</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(T* x, T* gradient, T* result, int length, T mean, T factor, T slope, T offset)
    {
        var (centre, scale) = (TVector.Broadcast(mean), TVector.Broadcast(factor));
        var (slopes, offsets, i) = (TVector.Broadcast(slope), TVector.Broadcast(offset), 0);
        for (; i <= length - TVector.Count; i += TVector.Count)
        {
            var line = TVector.MultiplyAdd(TVector.Load(x + i) - centre, slopes, offsets);
            TVector.Store(TVector.MultiplyAdd(TVector.Load(gradient + i), scale, line), result + i);
        }
        for (; i < length; i++) result[i] = gradient[i] * factor + ((x[i] - mean) * slope + offset);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (double First, double Second) Deviations(T* x, int count, T around)
    {
        var (centre, width, i) = (TVector.Broadcast(around), TVector.Count, 0);
        TVector first = default, second = default, otherFirst = default, otherSecond = default;
        for (; i <= count - 2 * width; i += 2 * width)
        {
            var (d, e) = (TVector.Load(x + i) - centre, TVector.Load(x + i + width) - centre);
            first += d;
            otherFirst += e;
            second = TVector.MultiplyAdd(d, d, second);
            otherSecond = TVector.MultiplyAdd(e, e, otherSecond);
        }
        var (sum, squares) = (TVector.Sum(first + otherFirst), TVector.Sum(second + otherSecond));
        for (; i < count; i++)
        {
            var d = x[i] - around;
            sum += d;
            squares += d * d;
        }
        return (double.CreateTruncating(sum), double.CreateTruncating(squares));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (double First, double Second) GradientSegment(T* x, T* gradient, int count, T mean)
    {
        var (centre, width, i) = (TVector.Broadcast(mean), TVector.Count, 0);
        TVector first = default, second = default, otherFirst = default, otherSecond = default;
        for (; i <= count - 2 * width; i += 2 * width)
        {
            var (g, h) = (TVector.Load(gradient + i), TVector.Load(gradient + i + width));
            first += g;
            otherFirst += h;
            second = TVector.MultiplyAdd(g, TVector.Load(x + i) - centre, second);
            otherSecond = TVector.MultiplyAdd(h, TVector.Load(x + i + width) - centre, otherSecond);
        }
        var (sum, product) = (TVector.Sum(first + otherFirst), TVector.Sum(second + otherSecond));
        for (; i < count; i++)
        {
            sum += gradient[i];
            product += gradient[i] * (x[i] - mean);
        }
        return (double.CreateTruncating(sum), double.CreateTruncating(product));
    }
}
