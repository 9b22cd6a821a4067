using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Adjoint.Backends.Cpu;

/// <summary>What happens at the edges of C, where no whole tile fits.</summary>
internal static unsafe class GemmEdge<T> where T : unmanaged
{
    /// <summary>Writes the part of a tile that lies inside C, adding in the order of a whole tile: sum, bias, what stood there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Merge(T* tile, nint tileRow, int rows, int columns, T* c, nint cRow, bool accumulate, T* bias)
    {
        for (var i = 0; i < rows; i++)
        {
            var j = 0;
            for (; j <= columns - Vector128<T>.Count; j += Vector128<T>.Count)
            {
                var sum = Vector128.Load(tile + j);
                if (bias != null) sum += Vector128.Load(bias + j);
                if (accumulate) sum += Vector128.Load(c + j);
                sum.Store(c + j);
            }

            for (; j < columns; j++)
            {
                var sum = Vector128.CreateScalarUnsafe(tile[j]);
                if (bias != null) sum += Vector128.CreateScalarUnsafe(bias[j]);
                if (accumulate) sum += Vector128.CreateScalarUnsafe(c[j]);
                c[j] = sum.ToScalar();
            }

            tile += tileRow;
            c += cRow;
        }
    }

    /// <summary>A sum over nothing is zero: C stays, or becomes the bias or zero.</summary>
    public static void FillEmptySum(in GemmProblem<T> problem, int row, int rows, int column, int columns)
    {
        for (var i = row; i < row + rows; i++)
        {
            var c = problem.C + i * problem.CRow + column;
            var bias = problem.Bias == null ? null : problem.Bias + column;
            if (!problem.Accumulate) new Span<T>(c, columns).Clear();
            if (bias != null) Merge(bias, 0, 1, columns, c, 0, problem.Accumulate, null);
        }
    }
}
