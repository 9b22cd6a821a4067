using System.Numerics;
using System.Runtime.CompilerServices;

namespace Adjoint.Backends.Cpu;

/// <summary>
/// Average-pooling of whole output rows, a vector of windows at a time: first the sum of the windows' rows in each column, then that of
/// their columns; and backwards the same way round.
/// </summary>
internal static unsafe class AveragePoolingRows<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    [SkipLocalsInit]
    public static void Forward(in PoolingGeometry g, T* input, T* output, bool countIncludePad, int start, int end)
    {
        var columns = new PoolingColumns<T>(g.Columns);
        T* line = stackalloc T[columns.LineSpace], dealt = stackalloc T[columns.DealtSpace];
        T* row = stackalloc T[columns.WindowSpace], counts = stackalloc T[columns.WindowSpace];
        var inputEnd = input + (nint)g.Planes * g.InPlane;
        for (var first = 0; first < g.OutWidth; first += columns.Windows)
        {
            var run = new PoolingRun(g.Columns, first, columns.Windows);
            Count(g.Columns, run, countIncludePad, counts);
            for (var index = start; index < end; index++)
            {
                var rows = g.Rows.Window(index % g.OutHeight);
                Vertical(input + (nint)(index / g.OutHeight) * g.InPlane, inputEnd, g.InWidth, rows, run, line);
                new Span<T>(line, run.Start).Clear();
                new Span<T>(line + run.End, run.Length - run.End).Clear();
                var height = T.CreateTruncating(AveragePooling<T>.Count(rows, countIncludePad));
                Horizontal(g.Columns, columns, columns.Deal(line, dealt), counts, height, run.Windows, row);
                new Span<T>(row, run.Windows).CopyTo(new Span<T>(output + (nint)index * g.OutWidth + first, run.Windows));
            }
        }
    }

    /// <summary>Adds the shares of one plane's windows to its input gradient, which holds zeros.</summary>
    [SkipLocalsInit]
    public static void Backward(in PoolingGeometry g, T* gradOutput, T* gradInput, bool countIncludePad)
    {
        var columns = new PoolingColumns<T>(g.Columns);
        T* line = stackalloc T[columns.LineSpace];
        T* row = stackalloc T[columns.WindowSpace], counts = stackalloc T[columns.WindowSpace];
        var space = Math.Max(columns.DealtSpace, columns.LineSpace);
        var dealt = stackalloc T[space];
        for (var first = 0; first < g.OutWidth; first += columns.Windows)
        {
            var run = new PoolingRun(g.Columns, first, columns.Windows);
            Count(g.Columns, run, countIncludePad, counts);
            for (var oh = 0; oh < g.OutHeight; oh++)
            {
                var rows = g.Rows.Window(oh);
                new Span<T>(gradOutput + (nint)oh * g.OutWidth + first, run.Windows).CopyTo(new Span<T>(row, run.Windows));
                // Lanes beyond the last window add nothing.
                new Span<T>(row + run.Windows, Vector<T>.Count).Clear();
                new Span<T>(dealt, space).Clear();
                var height = T.CreateTruncating(AveragePooling<T>.Count(rows, countIncludePad));
                SpreadColumns(g.Columns, columns, row, counts, height, run.Windows, dealt);
                var shares = columns.Gather(dealt, line);
                for (var h = rows.Start; h < rows.End; h++)
                    Add(shares + run.Start, gradInput + (nint)h * g.InWidth + run.Left + run.Start, run.End - run.Start);
            }
        }
    }

    // The places of each window along the width; 1 for the lanes beyond the last, so that nothing is divided by 0.
    private static void Count(PoolingAxis axis, in PoolingRun run, bool countIncludePad, T* counts)
    {
        for (var i = 0; i < run.Windows; i++)
            counts[i] = T.CreateTruncating(AveragePooling<T>.Count(axis.Window(run.First + i), countIncludePad));
        new Span<T>(counts + run.Windows, Vector<T>.Count).Fill(T.One);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Vertical(T* plane, T* inputEnd, int inWidth, in PoolingWindow rows, in PoolingRun run, T* line)
    {
        for (var i = run.Start; i < run.End;)
        {
            var source = plane + (nint)rows.Start * inWidth + run.Left + i;
            var lastRow = plane + (nint)(rows.End - 1) * inWidth + run.Left + i;
            if (lastRow + Vector<T>.Count > inputEnd)
            {
                var one = T.Zero;
                for (var h = rows.Start; h < rows.End; h++, source += inWidth) one += *source;
                line[i++] = one;
                continue;
            }
            var sum = Vector<T>.Zero;
            for (var h = rows.Start; h < rows.End; h++, source += inWidth) sum += Vector.Load(source);
            Vector.Store(sum, line + i);
            i += Vector<T>.Count;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Horizontal(PoolingAxis axis, in PoolingColumns<T> columns, T* dealt, T* counts, T height, int windows, T* row)
    {
        for (var i = 0; i < windows; i += Vector<T>.Count)
        {
            var sum = Vector.Load(dealt + columns.At(0) + i);
            for (var tap = 1; tap < axis.Kernel; tap++) sum += Vector.Load(dealt + columns.At(tap) + i);
            Vector.Store(sum / (Vector.Load(counts + i) * height), row + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SpreadColumns(PoolingAxis axis, in PoolingColumns<T> columns, T* row, T* counts, T height, int windows, T* dealt)
    {
        for (var i = 0; i < windows; i += Vector<T>.Count)
        {
            var share = Vector.Load(row + i) / (Vector.Load(counts + i) * height);
            for (var tap = 0; tap < axis.Kernel; tap++)
            {
                var target = dealt + columns.At(tap) + i;
                Vector.Store(Vector.Load(target) + share, target);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(T* source, T* target, int count)
    {
        var i = 0;
        for (; i <= count - Vector<T>.Count; i += Vector<T>.Count)
            Vector.Store(Vector.Load(target + i) + Vector.Load(source + i), target + i);
        for (; i < count; i++) target[i] += source[i];
    }
}
