using System.Numerics;
using System.Runtime.CompilerServices;
using Adjoint.Backends.Simd;

namespace Adjoint.Backends.Cpu;

/// <summary>
/// Some rows of a matrix whose columns have numbers of their own. Rows are taken four at a time where they can be, so that a column's
/// numbers are loaded once for four elements.
/// </summary>
internal static unsafe class ColumnKernels<T, TVector>
    where T : unmanaged, IFloatingPointIeee754<T> where TVector : unmanaged, ISimd<T, TVector>
{
    /// <summary>first = the sum of x - centre and second = the sum of (x - centre)^2, column by column</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Deviations(T* x, int rows, int columns, T* centre, T* first, T* second)
    {
        new Span<T>(first, columns).Clear();
        new Span<T>(second, columns).Clear();
        var row = 0;
        for (; row <= rows - 4; row += 4, x += 4 * (nint)columns) AddFourDeviations(x, columns, centre, first, second);
        for (; row < rows; row++, x += columns)
        {
            for (var c = 0; c < columns; c++)
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

    /// <summary>first = the sum of g and second = the sum of g (x - mean), column by column</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void GradientSums(T* x, T* gradient, int rows, int columns, T* mean, T* first, T* second)
    {
        new Span<T>(first, columns).Clear();
        new Span<T>(second, columns).Clear();
        var row = 0;
        for (; row <= rows - 4; row += 4, x += 4 * (nint)columns, gradient += 4 * (nint)columns)
            AddFourGradients(x, gradient, columns, mean, first, second);
        for (; row < rows; row++, x += columns, gradient += columns)
        {
            for (var c = 0; c < columns; c++)
            {
                first[c] += gradient[c];
                second[c] += gradient[c] * (x[c] - mean[c]);
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddFourDeviations(T* x, int columns, T* centre, T* first, T* second)
    {
        T* y = x + columns, z = y + columns, w = z + columns;
        var c = 0;
        for (; c <= columns - TVector.Count; c += TVector.Count)
        {
            var middle = TVector.Load(centre + c);
            var (d, e) = (TVector.Load(x + c) - middle, TVector.Load(y + c) - middle);
            var (f, g) = (TVector.Load(z + c) - middle, TVector.Load(w + c) - middle);
            TVector.Store(TVector.Load(first + c) + ((d + e) + (f + g)), first + c);
            var squares = TVector.MultiplyAdd(d, d, e * e) + TVector.MultiplyAdd(f, f, g * g);
            TVector.Store(TVector.Load(second + c) + squares, second + c);
        }
        for (; c < columns; c++)
        {
            var (d, e, f, g) = (x[c] - centre[c], y[c] - centre[c], z[c] - centre[c], w[c] - centre[c]);
            first[c] += (d + e) + (f + g);
            second[c] += (d * d + e * e) + (f * f + g * g);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddFourGradients(T* x, T* gradient, int columns, T* mean, T* first, T* second)
    {
        nint one = columns, two = 2 * (nint)columns, three = 3 * (nint)columns;
        var c = 0;
        for (; c <= columns - TVector.Count; c += TVector.Count)
        {
            var middle = TVector.Load(mean + c);
            var (d, e) = (TVector.Load(gradient + c), TVector.Load(gradient + one + c));
            var (f, g) = (TVector.Load(gradient + two + c), TVector.Load(gradient + three + c));
            TVector.Store(TVector.Load(first + c) + ((d + e) + (f + g)), first + c);
            var upper = TVector.MultiplyAdd(d, TVector.Load(x + c) - middle, e * (TVector.Load(x + one + c) - middle));
            var lower = TVector.MultiplyAdd(f, TVector.Load(x + two + c) - middle, g * (TVector.Load(x + three + c) - middle));
            TVector.Store(TVector.Load(second + c) + (upper + lower), second + c);
        }
        for (; c < columns; c++)
        {
            var (d, e, f, g) = (gradient[c], gradient[one + c], gradient[two + c], gradient[three + c]);
            first[c] += (d + e) + (f + g);
            second[c] += (d * (x[c] - mean[c]) + e * (x[one + c] - mean[c])) + (f * (x[two + c] - mean[c]) + g * (x[three + c] - mean[c]));
        }
    }
}
