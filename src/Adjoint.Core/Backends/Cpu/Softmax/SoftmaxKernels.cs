using System.Numerics;
using System.Runtime.CompilerServices;
using Adjoint.Backends.Simd;

namespace Adjoint.Backends.Cpu;

/// <summary>
/// One row of a softmax and of what belongs to it. A row has at least as many elements as a vector. What is left behind the last whole
/// vector is taken with the vector that ends where the row ends; the lanes that were taken already are left out of sums.
/// </summary>
internal static unsafe class SoftmaxKernels<T, TVector>
    where T : unmanaged, IFloatingPointIeee754<T> where TVector : unmanaged, ISimd<T, TVector>
{
    /// <summary>y = e^(x - m)/s</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Softmax(T* x, T* y, int length)
    {
        var greatest = TVector.Broadcast(Greatest(x, length));
        var (sum, last, i) = (default(TVector), length - TVector.Count, 0);
        for (; i < last; i += TVector.Count)
        {
            var e = Exp(TVector.Load(x + i) - greatest);
            TVector.Store(e, y + i);
            sum += e;
        }
        var end = Exp(TVector.Load(x + last) - greatest);
        sum += TVector.KeepLast(end, length - i);
        var scale = TVector.Broadcast(T.One / TVector.Sum(sum));
        for (i = 0; i < last; i += TVector.Count) TVector.Store(TVector.Load(y + i) * scale, y + i);
        TVector.Store(end * scale, y + last);
    }

    /// <summary>y = (x - m) - ln s</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void LogSoftmax(T* x, T* y, int length)
    {
        var (m, logarithm) = LogSumExp(x, length);
        var (greatest, shift, last) = (TVector.Broadcast(m), TVector.Broadcast(logarithm), length - TVector.Count);
        for (var i = 0; i < last; i += TVector.Count) TVector.Store(TVector.Load(x + i) - greatest - shift, y + i);
        TVector.Store(TVector.Load(x + last) - greatest - shift, y + last);
    }

    /// <summary>m = max x and ln s, with s the sum of e^(x - m), whose exponentials cannot overflow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (T Greatest, T Logarithm) LogSumExp(T* x, int length)
    {
        var m = Greatest(x, length);
        var (greatest, sum, last, i) = (TVector.Broadcast(m), default(TVector), length - TVector.Count, 0);
        for (; i < last; i += TVector.Count) sum += Exp(TVector.Load(x + i) - greatest);
        sum += TVector.KeepLast(Exp(TVector.Load(x + last) - greatest), length - i);
        var logarithm = T.Log(TVector.Sum(sum));
        // Not a number among finite scores was passed over by the search for the greatest.
        return (T.IsNaN(logarithm) && T.IsFinite(m) ? logarithm : m, logarithm);
    }

    /// <summary>result = factor e^((x - m) - ln s)</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Weighted(T* x, T m, T logarithm, T weight, T* result, int length)
    {
        var (greatest, shift, factor) = (TVector.Broadcast(m), TVector.Broadcast(logarithm), TVector.Broadcast(weight));
        var last = length - TVector.Count;
        for (var i = 0; i < last; i += TVector.Count) TVector.Store(factor * Exp(TVector.Load(x + i) - greatest - shift), result + i);
        TVector.Store(factor * Exp(TVector.Load(x + last) - greatest - shift), result + last);
    }

    /// <summary>result = y (g - sum of g y)</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SoftmaxBackward(T* gradient, T* y, T* result, int length)
    {
        var (sum, last, i) = (default(TVector), length - TVector.Count, 0);
        var (second, third, fourth) = (sum, sum, sum);
        for (; i <= last - 4 * TVector.Count; i += 4 * TVector.Count)
        {
            sum = Product(gradient, y, i, sum);
            second = Product(gradient, y, i + TVector.Count, second);
            third = Product(gradient, y, i + 2 * TVector.Count, third);
            fourth = Product(gradient, y, i + 3 * TVector.Count, fourth);
        }
        for (; i < last; i += TVector.Count) sum = Product(gradient, y, i, sum);
        sum += TVector.KeepLast(TVector.Load(gradient + last) * TVector.Load(y + last), length - i) + second + (third + fourth);
        var mean = TVector.Broadcast(TVector.Sum(sum));
        for (i = 0; i < last; i += TVector.Count)
            TVector.Store(TVector.Load(y + i) * (TVector.Load(gradient + i) - mean), result + i);
        TVector.Store(TVector.Load(y + last) * (TVector.Load(gradient + last) - mean), result + last);
    }

    /// <summary>result = g - e^y (sum of g)</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void LogSoftmaxBackward(T* gradient, T* y, T* result, int length)
    {
        var (sum, last, i) = (default(TVector), length - TVector.Count, 0);
        for (; i < last; i += TVector.Count) sum += TVector.Load(gradient + i);
        sum += TVector.KeepLast(TVector.Load(gradient + last), length - i);
        var total = TVector.Broadcast(TVector.Sum(sum));
        for (i = 0; i < last; i += TVector.Count)
            TVector.Store(TVector.Load(gradient + i) - Exp(TVector.Load(y + i)) * total, result + i);
        TVector.Store(TVector.Load(gradient + last) - Exp(TVector.Load(y + last)) * total, result + last);
    }

    // NaN may be passed over: its own exponential is NaN, and so is the sum.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T Greatest(T* x, int length)
    {
        // In four places, so that a vector does not wait for the one before it.
        var (first, last, i) = (TVector.Load(x + length - TVector.Count), length - TVector.Count, 0);
        var (second, third, fourth) = (first, first, first);
        for (; i <= last - 4 * TVector.Count; i += 4 * TVector.Count)
        {
            first = TVector.Greater(first, TVector.Load(x + i));
            second = TVector.Greater(second, TVector.Load(x + i + TVector.Count));
            third = TVector.Greater(third, TVector.Load(x + i + 2 * TVector.Count));
            fourth = TVector.Greater(fourth, TVector.Load(x + i + 3 * TVector.Count));
        }
        for (; i < last; i += TVector.Count) first = TVector.Greater(first, TVector.Load(x + i));
        return TVector.Greatest(TVector.Greater(TVector.Greater(first, second), TVector.Greater(third, fourth)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Product(T* x, T* y, int i, TVector sum) => TVector.MultiplyAdd(TVector.Load(x + i), TVector.Load(y + i), sum);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Exp(TVector x) => Exponential.ExpUpTo88<T, TVector>(x);
}
