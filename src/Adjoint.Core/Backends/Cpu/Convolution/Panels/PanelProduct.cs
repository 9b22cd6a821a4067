using System.Runtime.CompilerServices;
using Adjoint.Backends.Simd;

namespace Adjoint.Backends.Cpu;

/// <summary>The left operand of a <see cref="PanelProduct{T, TVector}"/>: element (row, k) is at Values[row * Row + k * Column].</summary>
internal readonly unsafe struct PanelWeights<T>(T* values, nint row, nint column, int rows, int inner) where T : unmanaged
{
    public readonly T* Values = values;
    public readonly nint Row = row, Column = column;
    public readonly int Rows = rows, Inner = inner;
}

/// <summary>Takes what a <see cref="PanelProduct{T, TVector}"/> has computed of one row.</summary>
internal unsafe interface IPanelResult<T> where T : unmanaged
{
    /// <param name="row">The row.</param>
    /// <param name="values">Its values; a run's begin at its column.</param>
    /// <param name="runs">Where they go.</param>
    /// <param name="count">The number of runs.</param>
    void Put(int row, T* values, PositionRun* runs, int count);
}

/// <summary>
/// A convolution as a product of matrices, one of which is never stored: result[row, position] = sum over k of
/// weights[row, k] * source[position + offset[k]]. Panels of a few vectors of positions are copied from the source, a slice of k at a
/// time, and multiplied with all rows. The slices depend on the number of k alone, so that a sum is the same chain of additions
/// however the positions are cut.
/// </summary>
internal static unsafe class PanelProduct<T, TVector>
    where T : unmanaged
    where TVector : unmanaged, ISimd<T, TVector>
{
    /// <summary>Panels that are multiplied together: the rows of the weights stay in the first-level cache meanwhile.</summary>
    private const int Panels = 4;

    // A panel of 512 x 32 floats is 64 KiB; four of them stay in a second-level cache.
    private const int LongestSlice = 512;

    private const int LeastRows = GemmKernel<T, TVector>.LeastRows;

    private static int PanelWidth => GemmKernel<T, TVector>.Columns;

    private static int GroupWidth => Panels * PanelWidth;

    /// <summary>Elements of scratch memory that <see cref="Run"/> needs.</summary>
    public static nint ScratchSize(int rows, int inner) =>
        (nint)(GroupWidth + LeastRows) * Math.Min(inner, LongestSlice) + (nint)GroupWidth * (rows + LeastRows) + TVector.Count;

    /// <param name="weights">The left operand.</param>
    /// <param name="source">The source; where the offsets lead may be read a vector past the last position, up to <paramref name="end"/>.</param>
    /// <param name="end">The end of the readable source.</param>
    /// <param name="offsets">The offset of each k.</param>
    /// <param name="space">The positions.</param>
    /// <param name="scratch">Memory for panels and sums.</param>
    /// <param name="result">Takes the rows.</param>
    public static void Run<TResult>(
        in PanelWeights<T> weights, T* source, T* end, nint* offsets, in PositionSpace space, T* scratch, in TResult result)
        where TResult : struct, IPanelResult<T>
    {
        var runs = stackalloc PositionRun[GroupWidth];
        var slices = (weights.Inner + LongestSlice - 1) / LongestSlice;
        var longest = (weights.Inner + slices - 1) / slices;
        var sums = scratch + (nint)GroupWidth * longest + TVector.Count;
        var rest = sums + (nint)GroupWidth * (weights.Rows + LeastRows);
        for (var first = 0; first < space.Count; first += GroupWidth)
        {
            var width = Math.Min(GroupWidth, space.Count - first);
            var count = space.Cut(first, width, PanelWidth, runs);
            for (var k = 0; k < weights.Inner; k += longest)
            {
                var slice = Math.Min(longest, weights.Inner - k);
                Pack(source, end, offsets + k, slice, runs, count, scratch);
                Multiply(weights, k, slice, (width + PanelWidth - 1) / PanelWidth, scratch, sums, rest);
            }

            count = Join(runs, count, space.TargetStep);
            for (var row = 0; row < weights.Rows; row++) result.Put(row, sums + (nint)row * GroupWidth, runs, count);
        }
    }

    /// <summary>panels[panel][k][column] = source[position + offset[k]].</summary>
    private static void Pack(T* source, T* end, nint* offsets, int slice, PositionRun* runs, int count, T* panels)
    {
        for (var i = 0; i < count;)
        {
            var panel = runs[i].Column / PanelWidth;
            var next = i;
            while (next < count && runs[next].Column / PanelWidth == panel) next++;
            PackPanel(source, end, offsets, slice, runs + i, next - i, panels + ((nint)panel * slice - panel) * PanelWidth);
            i = next;
        }
    }

    // Panels follow one another; a run's column counts from the first panel of the group, hence the caller's shift by a panel's width.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackPanel(T* source, T* end, nint* offsets, int slice, PositionRun* runs, int count, T* panel)
    {
        if (count == 1 && runs->Length == PanelWidth)
        {
            source += runs->Source;
            panel += runs->Column;
            for (var k = 0; k < slice; k++, panel += PanelWidth)
            {
                var from = source + offsets[k];
                TVector.Store(TVector.Load(from), panel);
                TVector.Store(TVector.Load(from + TVector.Count), panel + TVector.Count);
            }

            return;
        }

        var last = runs[count - 1];
        var reach = last.Source + 2 * TVector.Count;
        for (var k = 0; k < slice; k++, panel += PanelWidth)
        {
            var from = source + offsets[k];
            if (from + reach > end)
            {
                for (var i = 0; i < count; i++)
                    new Span<T>(from + runs[i].Source, runs[i].Length).CopyTo(new Span<T>(panel + runs[i].Column, runs[i].Length));
                continue;
            }

            for (var i = 0; i < count; i++)
            {
                var at = from + runs[i].Source;
                var to = panel + runs[i].Column;
                TVector.Store(TVector.Load(at), to);
                if (runs[i].Length > TVector.Count) TVector.Store(TVector.Load(at + TVector.Count), to + TVector.Count);
            }
        }
    }

    private static void Multiply(in PanelWeights<T> weights, int k, int slice, int panels, T* packed, T* sums, T* rest)
    {
        for (var row = 0; row < weights.Rows;)
        {
            var height = GemmKernel<T, TVector>.TileRows(weights.Rows - row);
            var a = weights.Values + row * weights.Row + k * weights.Column;
            var aRow = weights.Row;
            var aColumn = weights.Column;
            if (weights.Rows - row < height)
            {
                GemmPacking<T, Simd128<T>>.Pack(a, aRow, aColumn, weights.Rows - row, slice, rest, height);
                a = rest;
                aRow = 1;
                aColumn = height;
            }

            for (var panel = 0; panel < panels; panel++)
            {
                GemmKernel<T, TVector>.Run(
                    height, slice, a, aRow, aColumn, packed + (nint)panel * slice * PanelWidth, PanelWidth,
                    sums + (nint)row * GroupWidth + panel * PanelWidth, GroupWidth, k > 0, null);
            }

            row += height;
        }
    }

    /// <summary>Runs that follow one another in the result become one.</summary>
    private static int Join(PositionRun* runs, int count, int targetStep)
    {
        var joined = 0;
        for (var i = 1; i < count; i++)
        {
            ref var last = ref runs[joined];
            if (last.Target + (nint)last.Length * targetStep == runs[i].Target) last = last with { Length = last.Length + runs[i].Length };
            else runs[++joined] = runs[i];
        }

        return count == 0 ? 0 : joined + 1;
    }
}
