using System.Runtime.CompilerServices;
using Adjoint.Backends.Simd;

namespace Adjoint.Backends.Cpu;

/// <summary>
/// What a weight gradient is the product of, for some images: input planes, and the output gradient on the same wide grid, zero where
/// the grid has no output, interleaved by vectors: [image][position / lanes][row][lane].
/// </summary>
internal readonly unsafe struct DotOperands<T>(int images, T* planes, nint planesPitch, T* gradient, nint gradientPitch, nint positions)
    where T : unmanaged
{
    public readonly int Images = images;
    public readonly T* Planes = planes;
    public readonly nint PlanesPitch = planesPitch;
    public readonly T* Gradient = gradient;
    public readonly nint GradientPitch = gradientPitch;

    /// <summary>A multiple of the vector's lanes.</summary>
    public readonly nint Positions = positions;
}

/// <summary>
/// The register blocks of a weight gradient: sums[r, t] = sum over images and positions q of gradient[r, q] * planes[q + offsets[t]].
/// Accumulators live across all images and are summed over their lanes once.
/// </summary>
internal static unsafe class DotKernels<T, TVector>
    where T : unmanaged
    where TVector : unmanaged, ISimd<T, TVector>
{
    /// <summary>Writes block.Rows x block.Vectors sums for that many rows and taps.</summary>
    public static void Dot(RegisterBlock block, in DotOperands<T> operands, int* offsets, T* sums)
    {
        switch (block.Rows, block.Vectors)
        {
            case (8, 3): Dot8x3(operands, offsets, sums); break;
            case (6, 4): Dot6x4(operands, offsets, sums); break;
            default: Dot6x2(operands, offsets, sums); break;
        }
    }

    /// <summary>8 rows of the gradient by 3 taps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Dot8x3(in DotOperands<T> o, int* offsets, T* sums)
    {
        TVector c00 = default, c10 = default, c20 = default, c30 = default, c40 = default, c50 = default, c60 = default, c70 = default;
        TVector c01 = default, c11 = default, c21 = default, c31 = default, c41 = default, c51 = default, c61 = default, c71 = default;
        TVector c02 = default, c12 = default, c22 = default, c32 = default, c42 = default, c52 = default, c62 = default, c72 = default;
        for (var image = 0; image < o.Images; image++)
        {
            var planes = o.Planes + image * o.PlanesPitch;
            var p0 = planes + offsets[0];
            var p1 = planes + offsets[1];
            var p2 = planes + offsets[2];
            var g = o.Gradient + image * o.GradientPitch;
            for (nint i = 0; i < o.Positions; i += TVector.Count)
            {
                var x0 = TVector.Load(p0 + i);
                var x1 = TVector.Load(p1 + i);
                var x2 = TVector.Load(p2 + i);
                var y = TVector.Load(g);
                c00 = TVector.MultiplyAdd(x0, y, c00);
                c01 = TVector.MultiplyAdd(x1, y, c01);
                c02 = TVector.MultiplyAdd(x2, y, c02);
                y = TVector.Load(g + TVector.Count);
                c10 = TVector.MultiplyAdd(x0, y, c10);
                c11 = TVector.MultiplyAdd(x1, y, c11);
                c12 = TVector.MultiplyAdd(x2, y, c12);
                y = TVector.Load(g + 2 * TVector.Count);
                c20 = TVector.MultiplyAdd(x0, y, c20);
                c21 = TVector.MultiplyAdd(x1, y, c21);
                c22 = TVector.MultiplyAdd(x2, y, c22);
                y = TVector.Load(g + 3 * TVector.Count);
                c30 = TVector.MultiplyAdd(x0, y, c30);
                c31 = TVector.MultiplyAdd(x1, y, c31);
                c32 = TVector.MultiplyAdd(x2, y, c32);
                y = TVector.Load(g + 4 * TVector.Count);
                c40 = TVector.MultiplyAdd(x0, y, c40);
                c41 = TVector.MultiplyAdd(x1, y, c41);
                c42 = TVector.MultiplyAdd(x2, y, c42);
                y = TVector.Load(g + 5 * TVector.Count);
                c50 = TVector.MultiplyAdd(x0, y, c50);
                c51 = TVector.MultiplyAdd(x1, y, c51);
                c52 = TVector.MultiplyAdd(x2, y, c52);
                y = TVector.Load(g + 6 * TVector.Count);
                c60 = TVector.MultiplyAdd(x0, y, c60);
                c61 = TVector.MultiplyAdd(x1, y, c61);
                c62 = TVector.MultiplyAdd(x2, y, c62);
                y = TVector.Load(g + 7 * TVector.Count);
                c70 = TVector.MultiplyAdd(x0, y, c70);
                c71 = TVector.MultiplyAdd(x1, y, c71);
                c72 = TVector.MultiplyAdd(x2, y, c72);
                g += 8 * TVector.Count;
            }
        }
        Sum(c00, c01, c02, sums);
        Sum(c10, c11, c12, sums + 3);
        Sum(c20, c21, c22, sums + 6);
        Sum(c30, c31, c32, sums + 9);
        Sum(c40, c41, c42, sums + 12);
        Sum(c50, c51, c52, sums + 15);
        Sum(c60, c61, c62, sums + 18);
        Sum(c70, c71, c72, sums + 21);
    }

    /// <summary>6 rows of the gradient by 4 taps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Dot6x4(in DotOperands<T> o, int* offsets, T* sums)
    {
        TVector c00 = default, c10 = default, c20 = default, c30 = default, c40 = default, c50 = default;
        TVector c01 = default, c11 = default, c21 = default, c31 = default, c41 = default, c51 = default;
        TVector c02 = default, c12 = default, c22 = default, c32 = default, c42 = default, c52 = default;
        TVector c03 = default, c13 = default, c23 = default, c33 = default, c43 = default, c53 = default;
        for (var image = 0; image < o.Images; image++)
        {
            var planes = o.Planes + image * o.PlanesPitch;
            var p0 = planes + offsets[0];
            var p1 = planes + offsets[1];
            var p2 = planes + offsets[2];
            var p3 = planes + offsets[3];
            var g = o.Gradient + image * o.GradientPitch;
            for (nint i = 0; i < o.Positions; i += TVector.Count)
            {
                var x0 = TVector.Load(p0 + i);
                var x1 = TVector.Load(p1 + i);
                var x2 = TVector.Load(p2 + i);
                var x3 = TVector.Load(p3 + i);
                var y = TVector.Load(g);
                c00 = TVector.MultiplyAdd(x0, y, c00);
                c01 = TVector.MultiplyAdd(x1, y, c01);
                c02 = TVector.MultiplyAdd(x2, y, c02);
                c03 = TVector.MultiplyAdd(x3, y, c03);
                y = TVector.Load(g + TVector.Count);
                c10 = TVector.MultiplyAdd(x0, y, c10);
                c11 = TVector.MultiplyAdd(x1, y, c11);
                c12 = TVector.MultiplyAdd(x2, y, c12);
                c13 = TVector.MultiplyAdd(x3, y, c13);
                y = TVector.Load(g + 2 * TVector.Count);
                c20 = TVector.MultiplyAdd(x0, y, c20);
                c21 = TVector.MultiplyAdd(x1, y, c21);
                c22 = TVector.MultiplyAdd(x2, y, c22);
                c23 = TVector.MultiplyAdd(x3, y, c23);
                y = TVector.Load(g + 3 * TVector.Count);
                c30 = TVector.MultiplyAdd(x0, y, c30);
                c31 = TVector.MultiplyAdd(x1, y, c31);
                c32 = TVector.MultiplyAdd(x2, y, c32);
                c33 = TVector.MultiplyAdd(x3, y, c33);
                y = TVector.Load(g + 4 * TVector.Count);
                c40 = TVector.MultiplyAdd(x0, y, c40);
                c41 = TVector.MultiplyAdd(x1, y, c41);
                c42 = TVector.MultiplyAdd(x2, y, c42);
                c43 = TVector.MultiplyAdd(x3, y, c43);
                y = TVector.Load(g + 5 * TVector.Count);
                c50 = TVector.MultiplyAdd(x0, y, c50);
                c51 = TVector.MultiplyAdd(x1, y, c51);
                c52 = TVector.MultiplyAdd(x2, y, c52);
                c53 = TVector.MultiplyAdd(x3, y, c53);
                g += 6 * TVector.Count;
            }
        }
        Sum(c00, c01, c02, c03, sums);
        Sum(c10, c11, c12, c13, sums + 4);
        Sum(c20, c21, c22, c23, sums + 8);
        Sum(c30, c31, c32, c33, sums + 12);
        Sum(c40, c41, c42, c43, sums + 16);
        Sum(c50, c51, c52, c53, sums + 20);
    }

    /// <summary>6 rows of the gradient by 2 taps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Dot6x2(in DotOperands<T> o, int* offsets, T* sums)
    {
        TVector c00 = default, c10 = default, c20 = default, c30 = default, c40 = default, c50 = default;
        TVector c01 = default, c11 = default, c21 = default, c31 = default, c41 = default, c51 = default;
        for (var image = 0; image < o.Images; image++)
        {
            var planes = o.Planes + image * o.PlanesPitch;
            var p0 = planes + offsets[0];
            var p1 = planes + offsets[1];
            var g = o.Gradient + image * o.GradientPitch;
            for (nint i = 0; i < o.Positions; i += TVector.Count)
            {
                var x0 = TVector.Load(p0 + i);
                var x1 = TVector.Load(p1 + i);
                var y = TVector.Load(g);
                c00 = TVector.MultiplyAdd(x0, y, c00);
                c01 = TVector.MultiplyAdd(x1, y, c01);
                y = TVector.Load(g + TVector.Count);
                c10 = TVector.MultiplyAdd(x0, y, c10);
                c11 = TVector.MultiplyAdd(x1, y, c11);
                y = TVector.Load(g + 2 * TVector.Count);
                c20 = TVector.MultiplyAdd(x0, y, c20);
                c21 = TVector.MultiplyAdd(x1, y, c21);
                y = TVector.Load(g + 3 * TVector.Count);
                c30 = TVector.MultiplyAdd(x0, y, c30);
                c31 = TVector.MultiplyAdd(x1, y, c31);
                y = TVector.Load(g + 4 * TVector.Count);
                c40 = TVector.MultiplyAdd(x0, y, c40);
                c41 = TVector.MultiplyAdd(x1, y, c41);
                y = TVector.Load(g + 5 * TVector.Count);
                c50 = TVector.MultiplyAdd(x0, y, c50);
                c51 = TVector.MultiplyAdd(x1, y, c51);
                g += 6 * TVector.Count;
            }
        }
        Sum(c00, c01, sums);
        Sum(c10, c11, sums + 2);
        Sum(c20, c21, sums + 4);
        Sum(c30, c31, sums + 6);
        Sum(c40, c41, sums + 8);
        Sum(c50, c51, sums + 10);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Sum(TVector a, TVector b, T* sums)
    {
        sums[0] = TVector.Sum(a);
        sums[1] = TVector.Sum(b);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Sum(TVector a, TVector b, TVector c, T* sums)
    {
        Sum(a, b, sums);
        sums[2] = TVector.Sum(c);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Sum(TVector a, TVector b, TVector c, TVector d, T* sums)
    {
        Sum(a, b, c, sums);
        sums[3] = TVector.Sum(d);
    }
}
