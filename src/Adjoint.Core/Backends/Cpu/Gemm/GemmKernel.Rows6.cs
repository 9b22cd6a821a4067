using System.Runtime.CompilerServices;

namespace Adjoint.Backends.Cpu;

internal static unsafe partial class GemmKernel<T, TVector>
{
    /// <summary>The tile of 6 rows by 2 vectors: 12 accumulators.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows6(nint k, T* a, nint aRow, nint aColumn, T* b, nint bRow, T* c, nint cRow, bool accumulate, T* bias)
    {
        TVector c0l = default, c0h = default;
        TVector c1l = default, c1h = default;
        TVector c2l = default, c2h = default;
        TVector c3l = default, c3h = default;
        TVector c4l = default, c4h = default;
        TVector c5l = default, c5h = default;
        var a3 = a + 3 * aRow;
        for (; k > 0; k--)
        {
            var bl = TVector.Load(b);
            var bh = TVector.Load(b + TVector.Count);
            var ai = TVector.Broadcast(*a);
            c0l = TVector.MultiplyAdd(ai, bl, c0l);
            c0h = TVector.MultiplyAdd(ai, bh, c0h);
            ai = TVector.Broadcast(a[aRow]);
            c1l = TVector.MultiplyAdd(ai, bl, c1l);
            c1h = TVector.MultiplyAdd(ai, bh, c1h);
            ai = TVector.Broadcast(a[2 * aRow]);
            c2l = TVector.MultiplyAdd(ai, bl, c2l);
            c2h = TVector.MultiplyAdd(ai, bh, c2h);
            ai = TVector.Broadcast(*a3);
            c3l = TVector.MultiplyAdd(ai, bl, c3l);
            c3h = TVector.MultiplyAdd(ai, bh, c3h);
            ai = TVector.Broadcast(a3[aRow]);
            c4l = TVector.MultiplyAdd(ai, bl, c4l);
            c4h = TVector.MultiplyAdd(ai, bh, c4h);
            ai = TVector.Broadcast(a3[2 * aRow]);
            c5l = TVector.MultiplyAdd(ai, bl, c5l);
            c5h = TVector.MultiplyAdd(ai, bh, c5h);
            a += aColumn;
            a3 += aColumn;
            b += bRow;
        }

        if (bias != null)
        {
            var bl = TVector.Load(bias);
            var bh = TVector.Load(bias + TVector.Count);
            c0l = c0l + bl;
            c0h = c0h + bh;
            c1l = c1l + bl;
            c1h = c1h + bh;
            c2l = c2l + bl;
            c2h = c2h + bh;
            c3l = c3l + bl;
            c3h = c3h + bh;
            c4l = c4l + bl;
            c4h = c4h + bh;
            c5l = c5l + bl;
            c5h = c5h + bh;
        }

        if (accumulate)
        {
            var row = c;
            c0l = c0l + TVector.Load(row);
            c0h = c0h + TVector.Load(row + TVector.Count);
            row += cRow;
            c1l = c1l + TVector.Load(row);
            c1h = c1h + TVector.Load(row + TVector.Count);
            row += cRow;
            c2l = c2l + TVector.Load(row);
            c2h = c2h + TVector.Load(row + TVector.Count);
            row += cRow;
            c3l = c3l + TVector.Load(row);
            c3h = c3h + TVector.Load(row + TVector.Count);
            row += cRow;
            c4l = c4l + TVector.Load(row);
            c4h = c4h + TVector.Load(row + TVector.Count);
            row += cRow;
            c5l = c5l + TVector.Load(row);
            c5h = c5h + TVector.Load(row + TVector.Count);
        }

        TVector.Store(c0l, c);
        TVector.Store(c0h, c + TVector.Count);
        c += cRow;
        TVector.Store(c1l, c);
        TVector.Store(c1h, c + TVector.Count);
        c += cRow;
        TVector.Store(c2l, c);
        TVector.Store(c2h, c + TVector.Count);
        c += cRow;
        TVector.Store(c3l, c);
        TVector.Store(c3h, c + TVector.Count);
        c += cRow;
        TVector.Store(c4l, c);
        TVector.Store(c4h, c + TVector.Count);
        c += cRow;
        TVector.Store(c5l, c);
        TVector.Store(c5h, c + TVector.Count);
    }
}
