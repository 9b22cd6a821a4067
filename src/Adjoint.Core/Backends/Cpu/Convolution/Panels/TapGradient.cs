using System.Numerics;
using System.Runtime.CompilerServices;
using Adjoint.Backends.Simd;

namespace Adjoint.Backends.Cpu;

/// <summary>
/// gradWeight[co, ci, kh, kw] = sum over n, h, w of gradOutput[n, co, h, w] * padded input, and the bias's gradient: the gradient is
/// transposed to [position][channel], and each tap's input, broadcast, is multiplied with vectors of channels. Sums are taken as
/// [image block][tap][channel]; image blocks are added in their order.
/// </summary>
internal static unsafe class TapGradient<T, TVector>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TVector : unmanaged, ISimd<T, TVector>
{
    // The transposed gradient of one chunk, and its part of the input beside it, stay in a second-level cache.
    private const int GradientBytes = 320 * 1024;
    private const int GridBytes = 320 * 1024;

    public static void Run(in ConvolutionGeometry g, T* input, T* gradOutput, T* gradWeight, T* gradBias)
    {
        var plan = new Plan(g);
        var partial = (T*)ThreadBuffer.Shared(plan.ImageBlocks * g.Groups * plan.SumsSize * sizeof(T));
        WorkerPool.For(plan.Items, new Body(g, plan, input, gradOutput, partial));
        WorkerPool.For(g.Groups * plan.Strips, new Finish(g, plan, partial, gradWeight, gradBias));
    }

    /// <summary>How the work is cut; from the sizes alone.</summary>
    private readonly struct Plan
    {
        // About 40 us on one core; each item transposes the gradient of its images anew.
        private const double OperationsPerItem = 8e6;
        private const int MostItems = 16;
        private const int MostImageBlocks = 8;
        private const long MostPartialElements = 1 << 21;

        public Plan(in ConvolutionGeometry g)
        {
            Strips = WorkSplit.CeilingDivide(g.OutChannelsPerGroup, TapKernel<T, TVector>.Channels);
            Width = Strips * TapKernel<T, TVector>.Channels;
            KernelTaps = g.KernelHeight * g.KernelWidth;
            SumsSize = (g.Taps + 1L + TapKernel<T, TVector>.Taps) * Width;
            var wanted = (int)Math.Clamp(2.0 * g.OutElements * g.Taps / OperationsPerItem, 1, MostItems);
            var blocks = (int)Math.Clamp(MostPartialElements / (SumsSize * g.Groups), 1, Math.Min(MostImageBlocks, g.Batch));
            blocks = Math.Min(blocks, wanted);
            ImagesPerBlock = WorkSplit.CeilingDivide(g.Batch, blocks);
            ImageBlocks = WorkSplit.CeilingDivide(g.Batch, ImagesPerBlock);
            wanted = WorkSplit.CeilingDivide(wanted, ImageBlocks * g.Groups);
            ChannelsPerItem = WorkSplit.CeilingDivide(g.InChannelsPerGroup, Math.Clamp(wanted, 1, g.InChannelsPerGroup));
            ChannelBlocks = WorkSplit.CeilingDivide(g.InChannelsPerGroup, ChannelsPerItem);
            Items = ImageBlocks * g.Groups * ChannelBlocks;
            ChunkRows = (int)Math.Clamp(GradientBytes / sizeof(T) / ((long)g.OutWidth * Width), 1, g.OutHeight);
            Grid = new TapGrid(
                TapAxis.Whole(g.InHeight, g.KernelHeight, g.StrideHeight, g.PaddingHeight, g.DilationHeight),
                TapAxis.Whole(g.InWidth, g.KernelWidth, g.StrideWidth, g.PaddingWidth, g.DilationWidth),
                ChunkRows, g.OutWidth);
            var imageGradient = (long)g.OutPlane * Width * sizeof(T);
            var imageGrid = (long)ChannelsPerItem * Grid.ChannelSize * sizeof(T);
            ChunkImages = ChunkRows < g.OutHeight
                ? 1
                : (int)Math.Clamp(Math.Min(GradientBytes / imageGradient, GridBytes / imageGrid), 1, ImagesPerBlock);
        }

        public TapGrid Grid { get; }

        public int Strips { get; }

        /// <summary>Output channels of a group, rounded up to whole strips.</summary>
        public int Width { get; }

        public int KernelTaps { get; }

        /// <summary>Elements of the sums of one image block and group: the bias's row, the taps, and those of a last, partly empty tile.</summary>
        public long SumsSize { get; }

        public int ImagesPerBlock { get; }

        public int ImageBlocks { get; }

        public int ChannelsPerItem { get; }

        public int ChannelBlocks { get; }

        public int Items { get; }

        public int ChunkRows { get; }

        public int ChunkImages { get; }
    }

    private readonly struct Body(ConvolutionGeometry g, Plan plan, T* input, T* gradOutput, T* partial) : IBlockBody
    {
        private readonly T* _input = input;
        private readonly T* _gradOutput = gradOutput;
        private readonly T* _partial = partial;

        public void Run(int block)
        {
            (block, var channelBlock) = Math.DivRem(block, plan.ChannelBlocks);
            var (imageBlock, group) = Math.DivRem(block, g.Groups);
            var firstChannel = channelBlock * plan.ChannelsPerItem;
            var channels = Math.Min(plan.ChannelsPerItem, g.InChannelsPerGroup - firstChannel);
            var tile = TapKernel<T, TVector>.Taps;
            var taps = channels * plan.KernelTaps;
            var offsetCount = RegisterBlock.RoundUp(taps, tile);
            var imageGrid = channels * (nint)plan.Grid.ChannelSize;
            var gradientSize = (nint)plan.ChunkImages * plan.ChunkRows * g.OutWidth * plan.Width;
            // The last tile of an item may reach past its taps: it is summed aside.
            var aside = (nint)(tile * plan.Width);
            var gradient = (T*)ThreadBuffer.Own(
                (gradientSize + plan.ChunkImages * imageGrid + 2 * TVector.Count + aside) * sizeof(T) + offsetCount * sizeof(nint));
            var planes = gradient + gradientSize;
            var lastTile = planes + plan.ChunkImages * imageGrid + 2 * TVector.Count;
            var offsets = (nint*)(lastTile + aside);
            WriteOffsets(offsets, taps, offsetCount);
            var bias = _partial + (imageBlock * g.Groups + group) * plan.SumsSize;
            var sums = bias + (1 + firstChannel * plan.KernelTaps) * (nint)plan.Width;
            new Span<T>(lastTile, (int)aside).Clear();
            new Span<T>(sums, taps * plan.Width).Clear();
            if (channelBlock == 0) new Span<T>(bias, plan.Width).Clear();
            var imageEnd = Math.Min((imageBlock + 1) * plan.ImagesPerBlock, g.Batch);
            for (var image = imageBlock * plan.ImagesPerBlock; image < imageEnd; image += plan.ChunkImages)
            {
                var images = Math.Min(plan.ChunkImages, imageEnd - image);
                for (var row = 0; row < g.OutHeight; row += plan.ChunkRows)
                {
                    var rows = Math.Min(plan.ChunkRows, g.OutHeight - row);
                    for (var i = 0; i < images; i++)
                    {
                        var from = _input + ((nint)(image + i) * g.InChannels + group * g.InChannelsPerGroup + firstChannel) * g.InPlane;
                        plan.Grid.Fill<T, TVector>(from, channels, row, planes + i * imageGrid);
                        TransposeGradient(image + i, group, row, rows, gradient + (nint)i * rows * g.OutWidth * plan.Width);
                    }

                    if (channelBlock == 0) AddRows(gradient, images * rows * g.OutWidth, plan.Width, bias);
                    var positions = new TapPositions(images, rows, g.OutWidth, imageGrid, plan.Grid.RowStep, plan.Grid.ColumnStep);
                    Accumulate(positions, planes, offsets, taps, gradient, sums, lastTile);
                }
            }

            var whole = taps - taps % tile;
            if (whole < taps) AddTo(sums + whole * (nint)plan.Width, lastTile, (taps - whole) * plan.Width);
        }

        private void WriteOffsets(nint* offsets, int taps, int count)
        {
            for (var tap = 0; tap < count; tap++)
            {
                var (channel, place) = Math.DivRem(Math.Min(tap, taps - 1), plan.KernelTaps);
                offsets[tap] = (nint)channel * plan.Grid.ChannelSize + plan.Grid.Offset(place / g.KernelWidth, place % g.KernelWidth);
            }
        }

        /// <summary>target[position][channel] = gradOutput[channel][position], zero for channels past the last.</summary>
        private void TransposeGradient(int image, int group, int row, int rows, T* target)
        {
            var from = _gradOutput + ((nint)image * g.OutChannels + group * g.OutChannelsPerGroup) * g.OutPlane + (nint)row * g.OutWidth;
            GemmPacking<T, TVector>.Pack(from, g.OutPlane, 1, g.OutChannelsPerGroup, rows * g.OutWidth, target, plan.Width);
        }

        private void Accumulate(
            in TapPositions positions, T* planes, nint* offsets, int taps, T* gradient, T* sums, T* lastTile)
        {
            var tile = TapKernel<T, TVector>.Taps;
            for (var strip = 0; strip < plan.Width; strip += TapKernel<T, TVector>.Channels)
            {
                for (var tap = 0; tap < taps; tap += tile)
                {
                    var target = tap + tile <= taps ? sums + tap * (nint)plan.Width : lastTile;
                    TapKernel<T, TVector>.Run(planes, offsets + tap, gradient + strip, plan.Width, positions, target + strip, plan.Width);
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void AddRows(T* rows, int count, int width, T* sum)
        {
            for (var column = 0; column < width; column += TVector.Count)
            {
                var total = TVector.Load(sum + column);
                var from = rows + column;
                for (var i = 0; i < count; i++, from += width) total = total + TVector.Load(from);
                TVector.Store(total, sum + column);
            }
        }
    }

    /// <summary>Adds the image blocks of one strip of channels and transposes them into the result.</summary>
    private readonly struct Finish(ConvolutionGeometry g, Plan plan, T* partial, T* gradWeight, T* gradBias) : IBlockBody
    {
        private readonly T* _partial = partial;
        private readonly T* _gradWeight = gradWeight;
        private readonly T* _gradBias = gradBias;

        public void Run(int block)
        {
            var (group, strip) = Math.DivRem(block, plan.Strips);
            var width = TapKernel<T, TVector>.Channels;
            var first = _partial + group * plan.SumsSize + strip * width;
            for (var imageBlock = 1; imageBlock < plan.ImageBlocks; imageBlock++)
                AddStrip(first, first + imageBlock * (g.Groups * plan.SumsSize), g.Taps + 1, plan.Width);
            var channels = Math.Min(width, g.OutChannelsPerGroup - strip * width);
            var channel = group * g.OutChannelsPerGroup + strip * width;
            if (_gradBias != null) new Span<T>(first, channels).CopyTo(new Span<T>(_gradBias + channel, channels));
            Transpose(first + plan.Width, plan.Width, channels, g.Taps, _gradWeight + (nint)channel * g.Taps);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void AddStrip(T* target, T* source, int rows, int pitch)
        {
            for (var row = 0; row < rows; row++, target += pitch, source += pitch)
            {
                TVector.Store(TVector.Load(target) + TVector.Load(source), target);
                TVector.Store(TVector.Load(target + TVector.Count) + TVector.Load(source + TVector.Count), target + TVector.Count);
            }
        }

        /// <summary>target[channel * taps + tap] = source[tap * pitch + channel].</summary>
        private static void Transpose(T* source, int pitch, int channels, int taps, T* target) =>
            GemmPacking<T, TVector>.Pack(source, pitch, 1, taps, channels, target, taps);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddTo(T* target, T* source, int count)
    {
        for (var i = 0; i < count; i++) target[i] += source[i];
    }
}
