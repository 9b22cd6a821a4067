using System.Numerics;
using System.Runtime.CompilerServices;
using Adjoint.Backends.Simd;

namespace Adjoint.Backends.Cpu;

/// <summary>
/// A convolution of stride one with kernels of three or five, forward or backward by its input, over Winograd's points: tiles of the source
/// to points, for each point a product of matrices [tile][inner channel] and [inner channel][outer channel], and back to tiles of the
/// result. A few rows of tiles at a time, so that their points stay in a second-level cache.
/// </summary>
internal readonly unsafe struct WinogradConvolution<T, TVector>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TVector : unmanaged, ISimd<T, TVector>
{
    // Result channels whose points are kept at once.
    private const int ChunkPanels = 2;

    private const int Matrices = WinogradTransforms<T, TVector>.Matrices;

    private readonly ConvolutionGeometry _g;
    private readonly WinogradFilter<T, TVector> _filter;
    private readonly WinogradTiles _source;
    private readonly WinogradTiles _target;
    private readonly int _rowsPerItem;
    private readonly int _panelsPerItem;
    private readonly bool _ownFilter;

    private WinogradConvolution(in ConvolutionGeometry g, in WinogradFilter<T, TVector> filter, bool backward)
    {
        (_g, _filter) = (g, filter);
        var step = WinogradTransforms<T, TVector>.Points + 1 - g.KernelWidth;
        var (height, width) = backward ? (g.InHeight, g.InWidth) : (g.OutHeight, g.OutWidth);
        var (rows, columns) = (WorkSplit.CeilingDivide(height, step), WorkSplit.CeilingDivide(width, step));
        _target = new WinogradTiles(height, width, 0, 0, step, rows, columns);
        _source = backward
            ? new(g.OutHeight, g.OutWidth, g.KernelHeight - 1 - g.PaddingHeight, g.KernelWidth - 1 - g.PaddingWidth, step, rows, columns)
            : new(g.InHeight, g.InWidth, g.PaddingHeight, g.PaddingWidth, step, rows, columns);
        var total = g.Batch * rows;
        _rowsPerItem = WinogradPlan.TileRows(filter.Inner, columns, total, sizeof(T));
        var items = WorkSplit.CeilingDivide(total, _rowsPerItem) * g.Groups;
        // Filters that one item alone reads are made by it, a panel at a time, and never leave its caches.
        _ownFilter = total == _rowsPerItem;
        _panelsPerItem = WorkSplit.CeilingDivide(filter.Panels, Math.Clamp(WinogradPlan.LeastItems / items, 1, filter.Panels));
    }

    private int ItemsOfRows => WorkSplit.CeilingDivide(_g.Batch * _target.RowsOfTiles, _rowsPerItem);

    private int ItemsOfPanels => WorkSplit.CeilingDivide(_filter.Panels, _panelsPerItem);

    /// <returns>Whether the result is finite; otherwise it is of no use.</returns>
    public static bool TryForward(in ConvolutionGeometry g, T* input, T* weight, T* bias, bool rectify, T* output) =>
        TryRun(g, false, input, weight, bias, rectify, output);

    /// <inheritdoc cref="TryForward"/>
    public static bool TryBackwardInput(in ConvolutionGeometry g, T* gradOutput, T* weight, T* gradInput) =>
        TryRun(g, true, gradOutput, weight, null, false, gradInput);

    private static bool TryRun(in ConvolutionGeometry g, bool backward, T* source, T* weight, T* bias, bool rectify, T* target)
    {
        var c = new WinogradConvolution<T, TVector>(g, new WinogradFilter<T, TVector>(g, null, backward, false), backward);
        var items = c.ItemsOfRows * g.Groups * c.ItemsOfPanels;
        var filterSize = c._ownFilter ? 0 : c._filter.Size;
        var sums = (T*)ThreadBuffer.Shared((filterSize + items) * sizeof(T));
        c = new WinogradConvolution<T, TVector>(g, new WinogradFilter<T, TVector>(g, sums + items, backward, false), backward);
        if (!c._ownFilter) c._filter.Transform(weight);
        var (sourceChannels, targetChannels) = backward ? (g.OutChannels, g.InChannels) : (g.InChannels, g.OutChannels);
        WorkerPool.For(items, new Body(c, source, sourceChannels, weight, bias, rectify, target, targetChannels, sums));
        return Finite<T, TVector>.All(sums, items);
    }

    private readonly struct Body(
        WinogradConvolution<T, TVector> c, T* source, int sourceChannels, T* weight, T* bias, bool rectify,
        T* target, int targetChannels, T* checks) : IBlockBody
    {
        private readonly T* _source = source;
        private readonly T* _weight = weight;
        private readonly T* _bias = bias;
        private readonly T* _target = target;
        private readonly T* _checks = checks;

        public void Run(int block)
        {
            if (c._g.KernelWidth == 3) Run<WinogradTransforms<T, TVector>.Output4>(block);
            else Run<WinogradTransforms<T, TVector>.Output2>(block);
        }

        private void Run<TOutput>(int block) where TOutput : IWinogradTransform<T>
        {
            _checks[block] = default;
            var check = _checks + block;
            (block, var panelItem) = Math.DivRem(block, c.ItemsOfPanels);
            var (rowItem, group) = Math.DivRem(block, c._g.Groups);
            var (firstRow, firstPanel) = (rowItem * c._rowsPerItem, panelItem * c._panelsPerItem);
            var endRow = Math.Min(firstRow + c._rowsPerItem, c._g.Batch * c._target.RowsOfTiles);
            var endPanel = Math.Min(firstPanel + c._panelsPerItem, c._filter.Panels);
            var inner = c._filter.Inner;
            var tiles = (endRow - firstRow) * c._target.TilesInRow;
            // A tile's channels in whole vectors, and an odd number of vectors from matrix to matrix: no two share a set of the cache.
            var sourceStep = (nint)RegisterBlock.RoundUp(inner, TVector.Count);
            var sourceMatrix = (tiles + GemmKernel<T, TVector>.LeastRows) * sourceStep + TVector.Count;
            var targetStep = (nint)ChunkPanels * WinogradFilter<T, TVector>.PanelWidth;
            var targetMatrix = (tiles + GemmKernel<T, TVector>.LeastRows) * targetStep + TVector.Count;
            var laidOut = (nint)c._source.LaidOut(endRow - firstRow, WinogradTransforms<T, TVector>.Points) * TVector.Count;
            var single = c._filter.Single(null);
            var ownFilter = c._ownFilter ? (nint)single.Size : 0;
            var points = (T*)ThreadBuffer.Own((Matrices * (sourceMatrix + targetMatrix) + laidOut + ownFilter) * sizeof(T));
            var sums = points + Matrices * sourceMatrix;
            var scratch = sums + Matrices * targetMatrix;
            var filter = c._ownFilter ? c._filter.Single(scratch + laidOut) : c._filter;
            var chunk = c._ownFilter ? 1 : ChunkPanels;
            var imageStep = (nint)sourceChannels * c._source.Height * c._source.Width;
            var images = _source + (nint)group * inner * c._source.Height * c._source.Width;
            WinogradImages<T, TVector>.ToPoints<WinogradTransforms<T, TVector>.Input>(
                c._source, images, imageStep, inner, firstRow, endRow, points, sourceMatrix, sourceStep, scratch, null);
            for (var panel = firstPanel; panel < endPanel; panel += chunk)
            {
                var panels = Math.Min(chunk, endPanel - panel);
                if (c._ownFilter) filter.TransformPanel(_weight, group, panel, 0, inner);
                for (var matrix = 0; matrix < Matrices; matrix++)
                {
                    for (var p = 0; p < panels; p++)
                    {
                        Multiply(tiles, points + matrix * sourceMatrix, sourceStep, inner, filter.Panel(matrix, group, panel + p),
                            sums + matrix * targetMatrix + p * WinogradFilter<T, TVector>.PanelWidth, targetStep);
                    }
                }

                *check += Finish<TOutput>(group, panel, panels, firstRow, endRow, sums, targetMatrix, targetStep, scratch);
            }
        }

        private static void Multiply(int tiles, T* points, nint pointStep, int inner, T* panel, T* sums, nint sumStep)
        {
            for (var tile = 0; tile < tiles;)
            {
                var height = GemmKernel<T, TVector>.TileRows(tiles - tile);
                GemmKernel<T, TVector>.Run(height, inner, points + tile * pointStep, pointStep, 1,
                    panel, WinogradFilter<T, TVector>.PanelWidth, sums + tile * sumStep, sumStep, false, null);
                tile += height;
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private T Finish<TOutput>(
            int group, int panel, int panels, int firstRow, int endRow, T* sums, nint matrixStep, nint tileStep, T* scratch)
            where TOutput : IWinogradTransform<T>
        {
            var between = stackalloc T[Matrices * TVector.Count];
            TVector check = default;
            var step = c._target.Step;
            var pitch = (nint)c._target.TilesInRow * step * TVector.Count;
            var first = panel * WinogradFilter<T, TVector>.PanelWidth;
            var end = Math.Min(first + panels * WinogradFilter<T, TVector>.PanelWidth, c._filter.Outer);
            for (var channel = first; channel < end; channel += TVector.Count)
            {
                var channels = Math.Min(TVector.Count, end - channel);
                var shift = Shift(group * c._filter.Outer + channel, channels);
                var from = sums + (channel - first);
                for (var row = firstRow; row < endRow; row++)
                {
                    for (var tile = 0; tile < c._target.TilesInRow; tile++, from += tileStep)
                    {
                        WinogradTransforms<T, TVector>.Square<TOutput>(from, WinogradTransforms<T, TVector>.Points * matrixStep, matrixStep,
                            scratch + (nint)tile * step * TVector.Count, pitch, TVector.Count, between);
                    }

                    check = ShiftAll(scratch, step * pitch, shift, rectify, check);
                    var (image, tileRow) = Math.DivRem(row, c._target.RowsOfTiles);
                    var plane = (nint)image * targetChannels + group * c._filter.Outer + channel;
                    WinogradImages<T, TVector>.PutBack(
                        c._target, scratch, channels, tileRow, _target + plane * c._target.Height * c._target.Width);
                }
            }

            return TVector.Sum(check);
        }

        private TVector Shift(int channel, int channels)
        {
            if (_bias == null) return default;
            var lanes = stackalloc T[TVector.Count];
            new Span<T>(lanes, TVector.Count).Clear();
            new Span<T>(_bias + channel, channels).CopyTo(new Span<T>(lanes, channels));
            return TVector.Load(lanes);
        }

        // Returns zeros if all elements are finite.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static TVector ShiftAll(T* vectors, nint size, TVector shift, bool rectify, TVector check)
        {
            for (nint i = 0; i < size; i += TVector.Count)
            {
                var sum = TVector.Load(vectors + i) + shift;
                check = TVector.MultiplyAdd(sum, default, check);
                TVector.Store(rectify ? TVector.Maximum(sum, default) : sum, vectors + i);
            }

            return check;
        }
    }
}
