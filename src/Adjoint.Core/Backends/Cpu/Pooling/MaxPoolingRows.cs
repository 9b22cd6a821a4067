using System.Numerics;
using System.Runtime.CompilerServices;

namespace Adjoint.Backends.Cpu;

/// <summary>
/// Max-pooling of whole output rows, a vector of windows at a time: first the maximum of the windows' rows in each column, then that of
/// their columns. Positions travel as numbers of the same type, which hold them exactly; of equal maxima the least position wins, of
/// several NaN the greatest.
/// </summary>
internal static unsafe class MaxPoolingRows<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static bool Covers(in PoolingGeometry g) =>
        PoolingColumns<T>.Covers(g.Columns) && g.InPlane <= (typeof(T) == typeof(float) ? 1 << 24 : int.MaxValue);

    /// <summary>The output rows of all planes, counted through, from <paramref name="start"/> to before <paramref name="end"/>.</summary>
    [SkipLocalsInit]
    public static void Forward(in PoolingGeometry g, T* input, T* output, long* positions, int start, int end)
    {
        var columns = new PoolingColumns<T>(g.Columns);
        T* line = stackalloc T[columns.LineSpace], dealt = stackalloc T[columns.DealtSpace], row = stackalloc T[columns.WindowSpace];
        var isTracked = positions != null;
        T* places = stackalloc T[isTracked ? columns.LineSpace : 0], dealtPlaces = stackalloc T[isTracked ? columns.DealtSpace : 0];
        T* rowPlaces = stackalloc T[isTracked ? columns.WindowSpace : 0];
        var inputEnd = input + (nint)g.Planes * g.InPlane;
        for (var index = start; index < end; index++)
        {
            var plane = input + (nint)(index / g.OutHeight) * g.InPlane;
            var rows = g.Rows.Window(index % g.OutHeight);
            for (var first = 0; first < g.OutWidth; first += columns.Windows)
            {
                var run = new PoolingRun(g.Columns, first, columns.Windows);
                var target = (nint)index * g.OutWidth + first;
                if (!isTracked)
                {
                    Vertical(plane, inputEnd, g.InWidth, rows, run, line);
                    Fill(line, run, T.NegativeInfinity);
                    Horizontal(g.Columns, columns, columns.Deal(line, dealt), run.Windows, row);
                    new Span<T>(row, run.Windows).CopyTo(new Span<T>(output + target, run.Windows));
                    continue;
                }
                VerticalTracked(plane, inputEnd, g.InWidth, rows, run, line, places);
                Fill(line, run, T.NegativeInfinity);
                Fill(places, run, T.PositiveInfinity);
                HorizontalTracked(
                    g.Columns, columns, columns.Deal(line, dealt), columns.Deal(places, dealtPlaces), run.Windows, row, rowPlaces);
                new Span<T>(row, run.Windows).CopyTo(new Span<T>(output + target, run.Windows));
                for (var i = 0; i < run.Windows; i++) positions[target + i] = long.CreateTruncating(rowPlaces[i]);
            }
        }
    }

    private static void Fill(T* line, in PoolingRun run, T value)
    {
        new Span<T>(line, run.Start).Fill(value);
        new Span<T>(line + run.End, run.Length - run.End).Fill(value);
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
                line[i] = Column(source, inWidth, rows);
                i++;
                continue;
            }
            var maximum = Vector.Load(source);
            for (var h = rows.Start + rows.Step; h < rows.End; h += rows.Step)
            {
                source += (nint)rows.Step * inWidth;
                maximum = Greater(Vector.Load(source), maximum);
            }
            Vector.Store(maximum, line + i);
            i += Vector<T>.Count;
        }
    }

    private static T Column(T* source, int inWidth, in PoolingWindow rows)
    {
        var maximum = *source;
        for (var h = rows.Start + rows.Step; h < rows.End; h += rows.Step)
        {
            source += (nint)rows.Step * inWidth;
            if (*source > maximum || T.IsNaN(*source)) maximum = *source;
        }
        return maximum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Horizontal(PoolingAxis axis, in PoolingColumns<T> columns, T* dealt, int windows, T* row)
    {
        for (var i = 0; i < windows; i += Vector<T>.Count)
        {
            var maximum = Vector.Load(dealt + columns.At(0) + i);
            for (var tap = 1; tap < axis.Kernel; tap++) maximum = Greater(Vector.Load(dealt + columns.At(tap) + i), maximum);
            Vector.Store(maximum, row + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void VerticalTracked(
        T* plane, T* inputEnd, int inWidth, in PoolingWindow rows, in PoolingRun run, T* line, T* places)
    {
        for (var i = run.Start; i < run.End;)
        {
            var at = rows.Start * inWidth + run.Left + i;
            var lastRow = plane + (nint)(rows.End - 1) * inWidth + run.Left + i;
            if (lastRow + Vector<T>.Count > inputEnd)
            {
                (line[i], places[i]) = TrackedColumn(plane, at, inWidth, rows);
                i++;
                continue;
            }
            var maximum = Vector.Load(plane + at);
            var place = Vector.Create(T.CreateTruncating(at)) + Vector<T>.Indices;
            var later = place;
            var step = Vector.Create(T.CreateTruncating(rows.Step * inWidth));
            for (var h = rows.Start + rows.Step; h < rows.End; h += rows.Step)
            {
                at += rows.Step * inWidth;
                later += step;
                var value = Vector.Load(plane + at);
                var wins = Vector.GreaterThan(value, maximum) | ~Vector.Equals(value, value);
                maximum = Vector.ConditionalSelect(wins, value, maximum);
                place = Vector.ConditionalSelect(wins, later, place);
            }
            Vector.Store(maximum, line + i);
            Vector.Store(place, places + i);
            i += Vector<T>.Count;
        }
    }

    private static (T Maximum, T Place) TrackedColumn(T* plane, int at, int inWidth, in PoolingWindow rows)
    {
        var place = at;
        for (var h = rows.Start + rows.Step; h < rows.End; h += rows.Step)
        {
            at += rows.Step * inWidth;
            if (plane[at] > plane[place] || T.IsNaN(plane[at])) place = at;
        }
        return (plane[place], T.CreateTruncating(place));
    }

    // Columns are taken from left to right, but their maxima lie in any rows: the position decides between equals.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void HorizontalTracked(
        PoolingAxis axis, in PoolingColumns<T> columns, T* dealt, T* places, int windows, T* row, T* rowPlaces)
    {
        for (var i = 0; i < windows; i += Vector<T>.Count)
        {
            var maximum = Vector.Load(dealt + columns.At(0) + i);
            var place = Vector.Load(places + columns.At(0) + i);
            for (var tap = 1; tap < axis.Kernel; tap++)
            {
                var value = Vector.Load(dealt + columns.At(tap) + i);
                var later = Vector.Load(places + columns.At(tap) + i);
                var earlier = Vector.Equals(value, maximum) & Vector.LessThan(later, place);
                var isNaN = ~Vector.Equals(value, value)
                    & (Vector.Equals(maximum, maximum) | Vector.GreaterThan(later, place));
                var wins = Vector.GreaterThan(value, maximum) | earlier | isNaN;
                maximum = Vector.ConditionalSelect(wins, value, maximum);
                place = Vector.ConditionalSelect(wins, later, place);
            }
            Vector.Store(maximum, row + i);
            Vector.Store(place, rowPlaces + i);
        }
    }

    // A later value wins when it is larger or NaN; a NaN gives way to another one alone.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> Greater(Vector<T> value, Vector<T> maximum) =>
        Vector.ConditionalSelect(Vector.GreaterThan(value, maximum) | ~Vector.Equals(value, value), value, maximum);
}
