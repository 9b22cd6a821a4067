using System.Numerics;
using System.Runtime.CompilerServices;
using Adjoint.Backends.Simd;

namespace Adjoint.Backends.Cpu;

/// <summary>
/// The gradient of a convolution by its weight over Winograd's points, the adjoint of <see cref="WinogradConvolution{T, TVector}"/>: tiles
/// of the input and of the gradient to points, for each point the product [input channel][tile] times [tile][output channel], summed
/// over all tiles, and back to kernels. Sums are [block of rows][matrix][input channel][output channel]; blocks are added in their order.
/// </summary>
internal readonly unsafe struct WinogradGradient<T, TVector>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TVector : unmanaged, ISimd<T, TVector>
{
    private const int Matrices = WinogradTransforms<T, TVector>.Matrices;
    private const int MostBlocks = 8;
    private const long MostSums = 1 << 21;

    private readonly ConvolutionGeometry _g;
    private readonly WinogradTiles _input;
    private readonly WinogradTiles _gradient;
    private readonly int _width;
    private readonly int _rowsPerBlock;
    private readonly int _rowsAtOnce;
    private readonly int _channelsPerItem;

    private WinogradGradient(in ConvolutionGeometry g)
    {
        _g = g;
        var step = WinogradTransforms<T, TVector>.Points + 1 - g.KernelWidth;
        var (rows, columns) = (WorkSplit.CeilingDivide(g.OutHeight, step), WorkSplit.CeilingDivide(g.OutWidth, step));
        _input = new WinogradTiles(g.InHeight, g.InWidth, g.PaddingHeight, g.PaddingWidth, step, rows, columns);
        _gradient = new WinogradTiles(g.OutHeight, g.OutWidth, 0, 0, step, rows, columns);
        _width = RegisterBlock.RoundUp(g.OutChannelsPerGroup, GemmKernel<T, TVector>.Columns);
        var total = g.Batch * rows;
        var sums = (long)Matrices * g.Groups * g.InChannelsPerGroup * _width;
        var blocks = (int)Math.Clamp(MostSums / sums, 1, Math.Min(MostBlocks, total));
        _rowsPerBlock = WorkSplit.CeilingDivide(total, blocks);
        blocks = WorkSplit.CeilingDivide(total, _rowsPerBlock);
        var parts = Math.Clamp(WinogradPlan.LeastItems / (blocks * g.Groups), 1, WorkSplit.CeilingDivide(g.InChannelsPerGroup, TVector.Count));
        _channelsPerItem = RegisterBlock.RoundUp(WorkSplit.CeilingDivide(g.InChannelsPerGroup, parts), TVector.Count);
        _rowsAtOnce = WinogradPlan.TileRows(_channelsPerItem + _width, columns, _rowsPerBlock, sizeof(T));
    }

    private int Blocks => WorkSplit.CeilingDivide(_g.Batch * _input.RowsOfTiles, _rowsPerBlock);

    private int ItemsOfChannels => WorkSplit.CeilingDivide(_g.InChannelsPerGroup, _channelsPerItem);

    // An odd number of lines from matrix to matrix.
    private nint MatrixStep => (nint)_g.InChannelsPerGroup * _width + TVector.Count;

    private nint SumsSize => Matrices * MatrixStep + _width;

    /// <returns>Whether the result is finite; otherwise it is of no use.</returns>
    public static bool TryRun(in ConvolutionGeometry g, T* input, T* gradOutput, T* gradWeight, T* gradBias)
    {
        var c = new WinogradGradient<T, TVector>(g);
        var finishing = g.Groups * c._width / TVector.Count;
        var sums = (T*)ThreadBuffer.Shared((c.Blocks * g.Groups * c.SumsSize + finishing) * sizeof(T));
        var checks = sums + c.Blocks * g.Groups * c.SumsSize;
        WorkerPool.For(c.Blocks * g.Groups * c.ItemsOfChannels, new Body(c, input, gradOutput, sums));
        WorkerPool.For(finishing, new Finishing(c, sums, gradWeight, gradBias, checks));
        return Finite<T, TVector>.All(checks, finishing);
    }

    private readonly struct Body(WinogradGradient<T, TVector> c, T* input, T* gradOutput, T* sums) : IBlockBody
    {
        private readonly T* _input = input;
        private readonly T* _gradOutput = gradOutput;
        private readonly T* _sums = sums;

        public void Run(int item)
        {
            if (c._g.KernelWidth == 3) Run<WinogradTransforms<T, TVector>.Gradient4>(item);
            else Run<WinogradTransforms<T, TVector>.Gradient2>(item);
        }

        private void Run<TGradient>(int item) where TGradient : IWinogradTransform<T>
        {
            (item, var channelItem) = Math.DivRem(item, c.ItemsOfChannels);
            var (block, group) = Math.DivRem(item, c._g.Groups);
            var firstChannel = channelItem * c._channelsPerItem;
            var channels = Math.Min(c._channelsPerItem, c._g.InChannelsPerGroup - firstChannel);
            var tiles = c._rowsAtOnce * c._input.TilesInRow;
            var inputStep = (nint)RegisterBlock.RoundUp(channels, TVector.Count);
            var inputMatrix = tiles * inputStep + TVector.Count + GemmKernel<T, TVector>.LeastRows;
            nint gradientStep = c._width;
            var gradientMatrix = tiles * gradientStep + TVector.Count;
            var laidOut = (nint)c._input.LaidOut(c._rowsAtOnce, WinogradTransforms<T, TVector>.Points) * TVector.Count;
            var points = (T*)ThreadBuffer.Own((Matrices * (inputMatrix + gradientMatrix) + laidOut) * sizeof(T));
            var gradients = points + Matrices * inputMatrix;
            var scratch = gradients + Matrices * gradientMatrix;
            // Lanes of output channels that do not exist are multiplied too.
            new Span<T>(gradients, (int)(Matrices * gradientMatrix)).Clear();
            var target = _sums + (block * c._g.Groups + group) * c.SumsSize;
            var bias = target + Matrices * c.MatrixStep;
            if (channelItem == 0) new Span<T>(bias, c._width).Clear();
            var inputs = _input + ((nint)group * c._g.InChannelsPerGroup + firstChannel) * c._g.InPlane;
            var outputs = _gradOutput + (nint)group * c._g.OutChannelsPerGroup * c._g.OutPlane;
            var first = block * c._rowsPerBlock;
            var end = Math.Min(first + c._rowsPerBlock, c._g.Batch * c._input.RowsOfTiles);
            for (var row = first; row < end; row += c._rowsAtOnce)
            {
                var rowEnd = Math.Min(row + c._rowsAtOnce, end);
                WinogradImages<T, TVector>.ToPoints<WinogradTransforms<T, TVector>.Input>(
                    c._input, inputs, (nint)c._g.InChannels * c._g.InPlane, channels, row, rowEnd,
                    points, inputMatrix, inputStep, scratch, null);
                WinogradImages<T, TVector>.ToPoints<TGradient>(
                    c._gradient, outputs, (nint)c._g.OutChannels * c._g.OutPlane, c._g.OutChannelsPerGroup, row, rowEnd,
                    gradients, gradientMatrix, gradientStep, scratch, channelItem == 0 ? bias : null);
                for (var matrix = 0; matrix < Matrices; matrix++)
                {
                    Multiply(points + matrix * inputMatrix, inputStep, channels, gradients + matrix * gradientMatrix,
                        (rowEnd - row) * c._input.TilesInRow, target + matrix * c.MatrixStep + firstChannel * gradientStep, row > first);
                }
            }
        }

        private void Multiply(T* points, nint pointStep, int channels, T* gradients, int tiles, T* sums, bool accumulate)
        {
            var width = GemmKernel<T, TVector>.Columns;
            var rest = stackalloc T[GemmKernel<T, TVector>.MostRows * width];
            for (var channel = 0; channel < channels;)
            {
                var height = GemmKernel<T, TVector>.TileRows(channels - channel);
                var rows = Math.Min(height, channels - channel);
                for (var column = 0; column < c._width; column += width)
                {
                    var target = sums + channel * (nint)c._width + column;
                    if (rows == height)
                    {
                        GemmKernel<T, TVector>.Run(height, tiles, points + channel, 1, pointStep, gradients + column, c._width,
                            target, c._width, accumulate, null);
                        continue;
                    }

                    // The tile has more rows than there are channels; those after them belong to another item.
                    GemmKernel<T, TVector>.Run(
                        height, tiles, points + channel, 1, pointStep, gradients + column, c._width, rest, width, false, null);
                    GemmEdge<T>.Merge(rest, width, rows, width, target, c._width, accumulate, null);
                }

                channel += height;
            }
        }
    }

    /// <summary>Adds the blocks of one vector of output channels and makes kernels of the points.</summary>
    private readonly struct Finishing(WinogradGradient<T, TVector> c, T* sums, T* gradWeight, T* gradBias, T* checks) : IBlockBody
    {
        private const int ChannelsAtOnce = 16;

        private readonly T* _sums = sums;
        private readonly T* _gradWeight = gradWeight;
        private readonly T* _gradBias = gradBias;
        private readonly T* _checks = checks;

        public void Run(int block)
        {
            _checks[block] = T.Zero;
            var (group, vector) = Math.DivRem(block, c._width / TVector.Count);
            var channel = vector * TVector.Count;
            var channels = Math.Min(TVector.Count, c._g.OutChannelsPerGroup - channel);
            if (channels <= 0) return;
            var from = _sums + group * c.SumsSize + channel;
            for (var other = 1; other < c.Blocks; other++)
                Add(from + Matrices * c.MatrixStep, from + other * c._g.Groups * c.SumsSize + Matrices * c.MatrixStep);
            if (_gradBias != null)
            {
                new Span<T>(from + Matrices * c.MatrixStep, channels).CopyTo(
                    new Span<T>(_gradBias + group * c._g.OutChannelsPerGroup + channel, channels));
            }

            var to = _gradWeight + ((nint)group * c._g.OutChannelsPerGroup + channel) * c._g.Taps;
            _checks[block] = c._g.KernelWidth == 3
                ? Kernels<WinogradTransforms<T, TVector>.FilterGradient3>(from, channels, to)
                : Kernels<WinogradTransforms<T, TVector>.FilterGradient5>(from, channels, to);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private T Kernels<TTransform>(T* from, int channels, T* to) where TTransform : IWinogradTransform<T>
        {
            var side = TTransform.Outputs;
            var kernel = side * side;
            var total = stackalloc T[Matrices * TVector.Count];
            var between = stackalloc T[Matrices * TVector.Count];
            var kernels = stackalloc T[ChannelsAtOnce * kernel * TVector.Count];
            TVector check = default;
            for (var first = 0; first < c._g.InChannelsPerGroup; first += ChannelsAtOnce)
            {
                var count = Math.Min(ChannelsAtOnce, c._g.InChannelsPerGroup - first);
                for (var i = 0; i < count; i++)
                {
                    Total(from + (first + i) * (nint)c._width, total);
                    WinogradTransforms<T, TVector>.Square<TTransform>(
                        total, WinogradTransforms<T, TVector>.Points * TVector.Count, TVector.Count,
                        kernels + i * kernel * TVector.Count, side * TVector.Count, TVector.Count, between);
                }

                for (var i = 0; i < count * kernel; i++) check = TVector.MultiplyAdd(TVector.Load(kernels + i * TVector.Count), default, check);
                GemmPacking<T, TVector>.Transpose(kernels, TVector.Count, count * kernel, channels, to + first * kernel, c._g.Taps);
            }

            return TVector.Sum(check);
        }

        /// <summary>The points of one input channel and a vector of output channels, summed over the blocks.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Total(T* from, T* total)
        {
            for (var matrix = 0; matrix < Matrices; matrix++, from += c.MatrixStep, total += TVector.Count)
            {
                var sum = TVector.Load(from);
                for (var other = 1; other < c.Blocks; other++) sum = sum + TVector.Load(from + other * c._g.Groups * c.SumsSize);
                TVector.Store(sum, total);
            }
        }

        private static void Add(T* target, T* source) => TVector.Store(TVector.Load(target) + TVector.Load(source), target);
    }
}
