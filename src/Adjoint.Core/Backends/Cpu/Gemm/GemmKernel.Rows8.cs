using System.Runtime.CompilerServices;

namespace Adjoint.Backends.Cpu;

internal static unsafe partial class GemmKernel<T, TVector, TLanes>
{
    /// <summary>The tile of 8 rows by 2 vectors: 16 accumulators.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows8(nint k, T* a, nint aRow, nint aColumn, T* b, nint bRow, T* c, nint cRow, bool accumulate, T* bias)
    {
        TVector c0l = TLanes.Zero, c0h = TLanes.Zero;
        TVector c1l = TLanes.Zero, c1h = TLanes.Zero;
        TVector c2l = TLanes.Zero, c2h = TLanes.Zero;
        TVector c3l = TLanes.Zero, c3h = TLanes.Zero;
        TVector c4l = TLanes.Zero, c4h = TLanes.Zero;
        TVector c5l = TLanes.Zero, c5h = TLanes.Zero;
        TVector c6l = TLanes.Zero, c6h = TLanes.Zero;
        TVector c7l = TLanes.Zero, c7h = TLanes.Zero;
        var a3 = a + 3 * aRow;
        var a6 = a + 6 * aRow;
        for (; k > 0; k--)
        {
            var bl = TLanes.Load(b);
            var bh = TLanes.Load(b + TLanes.Count);
            var ai = TLanes.Broadcast(*a);
            c0l = TLanes.MultiplyAdd(ai, bl, c0l);
            c0h = TLanes.MultiplyAdd(ai, bh, c0h);
            ai = TLanes.Broadcast(a[aRow]);
            c1l = TLanes.MultiplyAdd(ai, bl, c1l);
            c1h = TLanes.MultiplyAdd(ai, bh, c1h);
            ai = TLanes.Broadcast(a[2 * aRow]);
            c2l = TLanes.MultiplyAdd(ai, bl, c2l);
            c2h = TLanes.MultiplyAdd(ai, bh, c2h);
            ai = TLanes.Broadcast(*a3);
            c3l = TLanes.MultiplyAdd(ai, bl, c3l);
            c3h = TLanes.MultiplyAdd(ai, bh, c3h);
            ai = TLanes.Broadcast(a3[aRow]);
            c4l = TLanes.MultiplyAdd(ai, bl, c4l);
            c4h = TLanes.MultiplyAdd(ai, bh, c4h);
            ai = TLanes.Broadcast(a3[2 * aRow]);
            c5l = TLanes.MultiplyAdd(ai, bl, c5l);
            c5h = TLanes.MultiplyAdd(ai, bh, c5h);
            ai = TLanes.Broadcast(*a6);
            c6l = TLanes.MultiplyAdd(ai, bl, c6l);
            c6h = TLanes.MultiplyAdd(ai, bh, c6h);
            ai = TLanes.Broadcast(a6[aRow]);
            c7l = TLanes.MultiplyAdd(ai, bl, c7l);
            c7h = TLanes.MultiplyAdd(ai, bh, c7h);
            a += aColumn;
            a3 += aColumn;
            a6 += aColumn;
            b += bRow;
        }

        if (bias != null)
        {
            var bl = TLanes.Load(bias);
            var bh = TLanes.Load(bias + TLanes.Count);
            c0l = TLanes.Add(c0l, bl);
            c0h = TLanes.Add(c0h, bh);
            c1l = TLanes.Add(c1l, bl);
            c1h = TLanes.Add(c1h, bh);
            c2l = TLanes.Add(c2l, bl);
            c2h = TLanes.Add(c2h, bh);
            c3l = TLanes.Add(c3l, bl);
            c3h = TLanes.Add(c3h, bh);
            c4l = TLanes.Add(c4l, bl);
            c4h = TLanes.Add(c4h, bh);
            c5l = TLanes.Add(c5l, bl);
            c5h = TLanes.Add(c5h, bh);
            c6l = TLanes.Add(c6l, bl);
            c6h = TLanes.Add(c6h, bh);
            c7l = TLanes.Add(c7l, bl);
            c7h = TLanes.Add(c7h, bh);
        }

        if (accumulate)
        {
            var row = c;
            c0l = TLanes.Add(c0l, TLanes.Load(row));
            c0h = TLanes.Add(c0h, TLanes.Load(row + TLanes.Count));
            row += cRow;
            c1l = TLanes.Add(c1l, TLanes.Load(row));
            c1h = TLanes.Add(c1h, TLanes.Load(row + TLanes.Count));
            row += cRow;
            c2l = TLanes.Add(c2l, TLanes.Load(row));
            c2h = TLanes.Add(c2h, TLanes.Load(row + TLanes.Count));
            row += cRow;
            c3l = TLanes.Add(c3l, TLanes.Load(row));
            c3h = TLanes.Add(c3h, TLanes.Load(row + TLanes.Count));
            row += cRow;
            c4l = TLanes.Add(c4l, TLanes.Load(row));
            c4h = TLanes.Add(c4h, TLanes.Load(row + TLanes.Count));
            row += cRow;
            c5l = TLanes.Add(c5l, TLanes.Load(row));
            c5h = TLanes.Add(c5h, TLanes.Load(row + TLanes.Count));
            row += cRow;
            c6l = TLanes.Add(c6l, TLanes.Load(row));
            c6h = TLanes.Add(c6h, TLanes.Load(row + TLanes.Count));
            row += cRow;
            c7l = TLanes.Add(c7l, TLanes.Load(row));
            c7h = TLanes.Add(c7h, TLanes.Load(row + TLanes.Count));
        }

        TLanes.Store(c0l, c);
        TLanes.Store(c0h, c + TLanes.Count);
        c += cRow;
        TLanes.Store(c1l, c);
        TLanes.Store(c1h, c + TLanes.Count);
        c += cRow;
        TLanes.Store(c2l, c);
        TLanes.Store(c2h, c + TLanes.Count);
        c += cRow;
        TLanes.Store(c3l, c);
        TLanes.Store(c3h, c + TLanes.Count);
        c += cRow;
        TLanes.Store(c4l, c);
        TLanes.Store(c4h, c + TLanes.Count);
        c += cRow;
        TLanes.Store(c5l, c);
        TLanes.Store(c5h, c + TLanes.Count);
        c += cRow;
        TLanes.Store(c6l, c);
        TLanes.Store(c6h, c + TLanes.Count);
        c += cRow;
        TLanes.Store(c7l, c);
        TLanes.Store(c7h, c + TLanes.Count);
    }
}
