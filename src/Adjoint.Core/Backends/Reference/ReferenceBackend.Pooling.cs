namespace Adjoint.Backends.Reference;

internal sealed partial class ReferenceBackend
{
    internal override void MaxPool(in PoolingGeometry geometry, Tensor input, Tensor result, Tensor? positions)
    {
        var size = geometry.InHeight * geometry.InWidth;
        foreach (var window in Windows(geometry))
        {
            var first = Element.Position(input, window.Plane * size);
            // The first of equals wins, and the first NaN over all.
            var best = window.Cells[0];
            foreach (var cell in window.Cells)
            {
                if (IsBetter(Reduction.Maximum, input, first + cell, first + best)) best = cell;
            }
            Element.Write(result, Element.Position(result, window.Output), At(input, window.Plane * size + best));
            if (positions is not null) Element.Write(positions, Element.Position(positions, window.Output), (long)best);
        }
    }

    internal override void MaxPoolBackward(in PoolingGeometry geometry, Tensor gradient, Tensor positions, Tensor result)
    {
        var sums = new double[result.ElementCount];
        foreach (var (q, from) in Chosen(geometry, positions)) sums[from] += At(gradient, q);
        Store(sums, result);
    }

    internal override void MaxPoolGather(in PoolingGeometry geometry, Tensor values, Tensor positions, Tensor result)
    {
        foreach (var (q, from) in Chosen(geometry, positions)) Element.Write(result, Element.Position(result, q), At(values, from));
    }

    internal override void AveragePool(in PoolingGeometry geometry, bool countIncludePad, Tensor input, Tensor result)
    {
        var size = geometry.InHeight * geometry.InWidth;
        foreach (var window in Windows(geometry))
        {
            var sum = 0.0;
            foreach (var cell in window.Cells) sum += At(input, window.Plane * size + cell);
            Element.Write(result, Element.Position(result, window.Output), sum / Divisor(window, countIncludePad));
        }
    }

    internal override void AveragePoolBackward(in PoolingGeometry geometry, bool countIncludePad, Tensor gradient, Tensor result)
    {
        var size = geometry.InHeight * geometry.InWidth;
        var sums = new double[result.ElementCount];
        foreach (var window in Windows(geometry))
        {
            var share = At(gradient, window.Output) / Divisor(window, countIncludePad);
            foreach (var cell in window.Cells) sums[window.Plane * size + cell] += share;
        }
        Store(sums, result);
    }

    /// <summary>
    /// One window: the flat position of its output, its plane, its cells inside the input plane, and how many it has with padding.
    /// </summary>
    private readonly record struct Window(int Output, int Plane, int[] Cells, int PaddedCount);

    private static IEnumerable<Window> Windows(PoolingGeometry g)
    {
        var output = 0;
        foreach (var index in Indices.Of([g.Planes, g.OutHeight, g.OutWidth]))
        {
            var (rows, columns) = (Places(g.Rows, index[1]), Places(g.Columns, index[2]));
            var cells = new List<int>();
            foreach (var y in rows.Where(y => y >= 0 && y < g.InHeight))
            {
                cells.AddRange(columns.Where(x => x >= 0 && x < g.InWidth).Select(x => y * g.InWidth + x));
            }
            yield return new Window(output++, index[0], [.. cells], rows.Count * columns.Count);
        }
    }

    // The places of one window along one axis, those in the padding included.
    private static List<int> Places(PoolingAxis axis, int index)
    {
        if (axis.IsAdaptive)
        {
            var first = (int)Math.Floor((double)index * axis.Size / axis.OutSize);
            var last = (int)Math.Ceiling((index + 1.0) * axis.Size / axis.OutSize);
            return [.. Enumerable.Range(first, last - first)];
        }
        var taps = Enumerable.Range(0, axis.Kernel).Select(tap => index * axis.Stride - axis.Padding + tap * axis.Dilation);
        // In ceil mode a window may reach beyond the padding; what lies there counts for nothing.
        return [.. taps.Where(place => place < axis.Size + axis.Padding)];
    }

    private static int Divisor(Window window, bool countIncludePad) => countIncludePad ? window.PaddedCount : window.Cells.Length;

    // Each output with the flat input position it was taken from.
    private static IEnumerable<(int Output, int Input)> Chosen(PoolingGeometry geometry, Tensor positions)
    {
        var (inSize, outSize) = (geometry.InHeight * geometry.InWidth, geometry.OutHeight * geometry.OutWidth);
        for (var q = 0; q < geometry.Planes * outSize; q++)
        {
            yield return (q, q / outSize * inSize + (int)Element.Integer(positions, Element.Position(positions, q)));
        }
    }
}
