using System.Numerics;
using System.Runtime.CompilerServices;
using Adjoint.Backends.Simd;

namespace Adjoint.Backends.Cpu;

/// <summary>Some rows of a matrix whose columns have numbers of their own.</summary>
internal static unsafe class ColumnKernels<T, TVector>
    where T : unmanaged, IFloatingPointIeee754<T> where TVector : unmanaged, ISimd<T, TVector>
{
    /// <summary>first += x - centre and second += (x - centre)^2, column by column</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddDeviations(T* x, int rows, int columns, T* centre, T* first, T* second)
    {
        for (var row = 0; row < rows; row++, x += columns)
        {
            var c = 0;
            for (; c <= columns - TVector.Count; c += TVector.Count)
            {
                var d = TVector.Load(x + c) - TVector.Load(centre + c);
                TVector.Store(TVector.Load(first + c) + d, first + c);
                TVector.Store(TVector.MultiplyAdd(d, d, TVector.Load(second + c)), second + c);
            }
            for (; c < columns; c++)
            {
                var d = x[c] - centre[c];
                first[c] += d;
                second[c] += d * d;
            }
        }
    }

    /// <summary>y = (x - mean) factor + addend</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Affine(T* x, T* y, int rows, int columns, T* mean, T* factor, T* addend)
    {
        for (var row = 0; row < rows; row++, x += columns, y += columns)
        {
            var c = 0;
            for (; c <= columns - TVector.Count; c += TVector.Count)
            {
                var d = TVector.Load(x + c) - TVector.Load(mean + c);
                TVector.Store(TVector.MultiplyAdd(d, TVector.Load(factor + c), TVector.Load(addend + c)), y + c);
            }
            for (; c < columns; c++) y[c] = (x[c] - mean[c]) * factor[c] + addend[c];
        }
    }

    /// <summary>first += g and second += g times the standardised x</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddGradients(T* x, T* gradient, int rows, int columns, T* mean, T* scale, T* shift, T* first, T* second)
    {
        for (var row = 0; row < rows; row++, x += columns, gradient += columns)
        {
            var c = 0;
            for (; c <= columns - TVector.Count; c += TVector.Count)
            {
                var (g, d) = (TVector.Load(gradient + c), TVector.Load(x + c) - TVector.Load(mean + c));
                var standard = TVector.MultiplyAdd(d, TVector.Load(scale + c), TVector.Load(shift + c));
                TVector.Store(TVector.Load(first + c) + g, first + c);
                TVector.Store(TVector.MultiplyAdd(g, standard, TVector.Load(second + c)), second + c);
            }
            for (; c < columns; c++)
            {
                first[c] += gradient[c];
                second[c] += gradient[c] * ((x[c] - mean[c]) * scale[c] + shift[c]);
            }
        }
    }

    /// <summary>dx = g factor + (x - mean) slope + offset</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(T* x, T* gradient, T* result, int rows, int columns, T* mean, T* factor, T* slope, T* offset)
    {
        for (var row = 0; row < rows; row++, x += columns, gradient += columns, result += columns)
        {
            var c = 0;
            for (; c <= columns - TVector.Count; c += TVector.Count)
            {
                var d = TVector.Load(x + c) - TVector.Load(mean + c);
                var line = TVector.MultiplyAdd(d, TVector.Load(slope + c), TVector.Load(offset + c));
                TVector.Store(TVector.MultiplyAdd(TVector.Load(gradient + c), TVector.Load(factor + c), line), result + c);
            }
            for (; c < columns; c++) result[c] = gradient[c] * factor[c] + ((x[c] - mean[c]) * slope[c] + offset[c]);
        }
    }
}
