using System.Runtime.CompilerServices;

namespace Adjoint.Backends.Cpu;

internal static unsafe partial class GemmKernel<T, TVector>
{
    /// <summary>The tile of 12 rows by 2 vectors: 24 accumulators.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows12(nint k, T* a, nint aRow, nint aColumn, T* b, nint bRow, T* c, nint cRow, bool accumulate, T* bias)
    {
        TVector c0l = default, c0h = default;
        TVector c1l = default, c1h = default;
        TVector c2l = default, c2h = default;
        TVector c3l = default, c3h = default;
        TVector c4l = default, c4h = default;
        TVector c5l = default, c5h = default;
        TVector c6l = default, c6h = default;
        TVector c7l = default, c7h = default;
        TVector c8l = default, c8h = default;
        TVector c9l = default, c9h = default;
        TVector c10l = default, c10h = default;
        TVector c11l = default, c11h = default;
        var a3 = a + 3 * aRow;
        var a6 = a + 6 * aRow;
        var a9 = a + 9 * aRow;
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
            ai = TVector.Broadcast(*a6);
            c6l = TVector.MultiplyAdd(ai, bl, c6l);
            c6h = TVector.MultiplyAdd(ai, bh, c6h);
            ai = TVector.Broadcast(a6[aRow]);
            c7l = TVector.MultiplyAdd(ai, bl, c7l);
            c7h = TVector.MultiplyAdd(ai, bh, c7h);
            ai = TVector.Broadcast(a6[2 * aRow]);
            c8l = TVector.MultiplyAdd(ai, bl, c8l);
            c8h = TVector.MultiplyAdd(ai, bh, c8h);
            ai = TVector.Broadcast(*a9);
            c9l = TVector.MultiplyAdd(ai, bl, c9l);
            c9h = TVector.MultiplyAdd(ai, bh, c9h);
            ai = TVector.Broadcast(a9[aRow]);
            c10l = TVector.MultiplyAdd(ai, bl, c10l);
            c10h = TVector.MultiplyAdd(ai, bh, c10h);
            ai = TVector.Broadcast(a9[2 * aRow]);
            c11l = TVector.MultiplyAdd(ai, bl, c11l);
            c11h = TVector.MultiplyAdd(ai, bh, c11h);
            a += aColumn;
            a3 += aColumn;
            a6 += aColumn;
            a9 += aColumn;
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
            c6l = c6l + bl;
            c6h = c6h + bh;
            c7l = c7l + bl;
            c7h = c7h + bh;
            c8l = c8l + bl;
            c8h = c8h + bh;
            c9l = c9l + bl;
            c9h = c9h + bh;
            c10l = c10l + bl;
            c10h = c10h + bh;
            c11l = c11l + bl;
            c11h = c11h + bh;
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
            row += cRow;
            c6l = c6l + TVector.Load(row);
            c6h = c6h + TVector.Load(row + TVector.Count);
            row += cRow;
            c7l = c7l + TVector.Load(row);
            c7h = c7h + TVector.Load(row + TVector.Count);
            row += cRow;
            c8l = c8l + TVector.Load(row);
            c8h = c8h + TVector.Load(row + TVector.Count);
            row += cRow;
            c9l = c9l + TVector.Load(row);
            c9h = c9h + TVector.Load(row + TVector.Count);
            row += cRow;
            c10l = c10l + TVector.Load(row);
            c10h = c10h + TVector.Load(row + TVector.Count);
            row += cRow;
            c11l = c11l + TVector.Load(row);
            c11h = c11h + TVector.Load(row + TVector.Count);
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
        c += cRow;
        TVector.Store(c6l, c);
        TVector.Store(c6h, c + TVector.Count);
        c += cRow;
        TVector.Store(c7l, c);
        TVector.Store(c7h, c + TVector.Count);
        c += cRow;
        TVector.Store(c8l, c);
        TVector.Store(c8h, c + TVector.Count);
        c += cRow;
        TVector.Store(c9l, c);
        TVector.Store(c9h, c + TVector.Count);
        c += cRow;
        TVector.Store(c10l, c);
        TVector.Store(c10h, c + TVector.Count);
        c += cRow;
        TVector.Store(c11l, c);
        TVector.Store(c11h, c + TVector.Count);
    }
}
