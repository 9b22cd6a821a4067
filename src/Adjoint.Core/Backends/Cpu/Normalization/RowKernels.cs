using System.Numerics;
using System.Runtime.CompilerServices;
using Adjoint.Backends.Simd;

namespace Adjoint.Backends.Cpu;

/// <summary>Rows whose elements share their statistics, with a weight and a bias an element.</summary>
internal static unsafe class RowKernels<T, TVector>
    where T : unmanaged, IFloatingPointIeee754<T> where TVector : unmanaged, ISimd<T, TVector>
{
    /// <summary>y = w x1 + b with the standardised x1</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(T* x, T* weight, T* bias, T* y, int length, in Standardization<T> x1)
    {
        var (mean, scale, shift, i) = (x1.Mean, x1.Scale, x1.Shift, 0);
        var (centre, factor, addend) = (TVector.Broadcast(mean), TVector.Broadcast(scale), TVector.Broadcast(shift));
        for (; i <= length - TVector.Count; i += TVector.Count)
        {
            var standard = TVector.MultiplyAdd(TVector.Load(x + i) - centre, factor, addend);
            TVector.Store(TVector.MultiplyAdd(standard, TVector.Load(weight + i), TVector.Load(bias + i)), y + i);
        }
        for (; i < length; i++) y[i] = ((x[i] - mean) * scale + shift) * weight[i] + bias[i];
    }

    /// <summary>
    /// The sums of h = g w and of h x1 over the row; and g x1 and g of each element added to the gradients of weight and bias.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (double First, double Second) AddGradients(
        T* x, T* gradient, T* weight, T* weightGradient, T* biasGradient, int length, in Standardization<T> x1)
    {
        var (mean, scale, shift, i) = (x1.Mean, x1.Scale, x1.Shift, 0);
        var (centre, factor, addend) = (TVector.Broadcast(mean), TVector.Broadcast(scale), TVector.Broadcast(shift));
        TVector first = default, second = default;
        for (; i <= length - TVector.Count; i += TVector.Count)
        {
            var g = TVector.Load(gradient + i);
            var standard = TVector.MultiplyAdd(TVector.Load(x + i) - centre, factor, addend);
            var h = g * TVector.Load(weight + i);
            first += h;
            second = TVector.MultiplyAdd(h, standard, second);
            TVector.Store(TVector.MultiplyAdd(g, standard, TVector.Load(weightGradient + i)), weightGradient + i);
            TVector.Store(TVector.Load(biasGradient + i) + g, biasGradient + i);
        }
        var (sum, product) = (TVector.Sum(first), TVector.Sum(second));
        for (; i < length; i++)
        {
            var standard = (x[i] - mean) * scale + shift;
            var h = gradient[i] * weight[i];
            sum += h;
            product += h * standard;
            weightGradient[i] += gradient[i] * standard;
            biasGradient[i] += gradient[i];
        }
        return (double.CreateTruncating(sum), double.CreateTruncating(product));
    }

    /// <summary>dx = g w scale + (x - mean) slope + offset</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(T* x, T* gradient, T* weight, T* result, int length, T mean, T scale, T slope, T offset)
    {
        var (centre, factor) = (TVector.Broadcast(mean), TVector.Broadcast(scale));
        var (slopes, offsets, i) = (TVector.Broadcast(slope), TVector.Broadcast(offset), 0);
        for (; i <= length - TVector.Count; i += TVector.Count)
        {
            var line = TVector.MultiplyAdd(TVector.Load(x + i) - centre, slopes, offsets);
            var h = TVector.Load(gradient + i) * TVector.Load(weight + i);
            TVector.Store(TVector.MultiplyAdd(h, factor, line), result + i);
        }
        for (; i < length; i++) result[i] = gradient[i] * weight[i] * scale + ((x[i] - mean) * slope + offset);
    }
}
