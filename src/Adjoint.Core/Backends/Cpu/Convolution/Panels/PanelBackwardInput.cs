using System.Numerics;
using System.Runtime.CompilerServices;
using Adjoint.Backends.Simd;

namespace Adjoint.Backends.Cpu;

/// <summary>
/// gradInput[n, ci, h, w] = sum over co, kh, kw of weight[co, ci, kh, kw] * gradOutput[n, co, (h + pad - kh * dilation)/stride, ...] where
/// that division leaves no rest: for each stride phase a <see cref="PanelProduct{T, TVector}"/> of the phase's weights, transposed, and
/// the zero-padded gradient.
/// </summary>
internal static unsafe class PanelBackwardInput<T, TVector>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TVector : unmanaged, ISimd<T, TVector>
{
    private const int GridBytes = 256 * 1024;

    public static void Run(in ConvolutionGeometry g, T* gradOutput, T* weight, T* gradInput)
    {
        var phases = new Phase[g.StrideHeight * g.StrideWidth];
        var rows = WorkSplit.CeilingDivide(g.InHeight, g.StrideHeight);
        var columns = WorkSplit.CeilingDivide(g.InWidth, g.StrideWidth);
        var split = PanelSplit.Of(2.0 * g.OutElements * g.Taps, g.Batch, g.Groups, g.InChannelsPerGroup, rows, columns);
        var offsetCount = (long)g.OutChannelsPerGroup * g.KernelHeight * g.KernelWidth;
        var shared = ThreadBuffer.Shared(g.WeightElements * sizeof(T) + offsetCount * sizeof(nint) + sizeof(nint));
        var weights = (T*)shared;
        var offsets = (nint*)(weights + g.WeightElements + g.WeightElements % 2);
        var grid = default(TapGrid);
        var taps = 0;
        for (var phase = 0; phase < phases.Length; phase++)
        {
            var (row, column) = Math.DivRem(phase, g.StrideWidth);
            var height = TapAxis.Backward(g.OutHeight, g.KernelHeight, g.StrideHeight, g.PaddingHeight, g.DilationHeight, row);
            var width = TapAxis.Backward(g.OutWidth, g.KernelWidth, g.StrideWidth, g.PaddingWidth, g.DilationWidth, column);
            grid = new TapGrid(height, width, split.RowsPerItem, columns);
            phases[phase] = new Phase(row, column, taps, [.. PlacesOf(g, grid)]);
            taps += phases[phase].Places.Length;
            phases[phase].WriteOffsets(g, grid, offsets);
        }

        // Strides past the kernel leave elements that nothing reaches.
        if (Array.Exists(phases, phase => phase.Places.Length == 0)) WorkerPool.For(g.Batch, new Clearing(g, gradInput));
        var isPointwise = g.IsPointwise;
        if (!isPointwise) WorkerPool.For(g.InChannels, new Repacking(g, phases, weight, weights));
        WorkerPool.For(split.Items, new Body(g, grid, split, phases, gradOutput, isPointwise ? weight : weights, offsets, gradInput));
    }

    private static IEnumerable<int> PlacesOf(ConvolutionGeometry g, TapGrid grid)
    {
        for (var place = 0; place < g.KernelHeight * g.KernelWidth; place++)
        {
            if (grid.HasTap(place / g.KernelWidth, place % g.KernelWidth)) yield return place;
        }
    }

    /// <summary>The elements of the input at (Row + i strideH, Column + j strideW), and the places of the kernel that reach them.</summary>
    private sealed record Phase(int Row, int Column, int FirstTap, int[] Places)
    {
        /// <summary>Where the phase's weights begin, as [channel in][channel out][place].</summary>
        public nint Weights(in ConvolutionGeometry g) => (nint)FirstTap * g.OutChannels * g.InChannelsPerGroup;

        public nint Offsets(in ConvolutionGeometry g) => (nint)FirstTap * g.OutChannelsPerGroup;

        public void WriteOffsets(in ConvolutionGeometry g, in TapGrid grid, nint* offsets)
        {
            offsets += Offsets(g);
            for (var channel = 0; channel < g.OutChannelsPerGroup; channel++)
            {
                foreach (var place in Places)
                {
                    *offsets++ = g.IsPointwise
                        ? (nint)channel * g.OutPlane
                        : (nint)channel * grid.ChannelSize + grid.Offset(place / g.KernelWidth, place % g.KernelWidth);
                }
            }
        }
    }

    private readonly struct Clearing(ConvolutionGeometry g, T* gradInput) : IBlockBody
    {
        private readonly T* _gradInput = gradInput;

        public void Run(int block)
        {
            var size = (nint)g.InChannels * g.InPlane;
            WidePlane<T, TVector>.Clear(_gradInput + block * size, size);
        }
    }

    /// <summary>The weights of one input channel after the other.</summary>
    private readonly struct Repacking(ConvolutionGeometry g, Phase[] phases, T* weight, T* repacked) : IBlockBody
    {
        private readonly T* _weight = weight;
        private readonly T* _repacked = repacked;

        public void Run(int block)
        {
            var (group, channel) = Math.DivRem(block, g.InChannelsPerGroup);
            var kernel = g.KernelHeight * g.KernelWidth;
            foreach (var phase in phases)
            {
                var from = _weight + ((nint)group * g.OutChannelsPerGroup * g.InChannelsPerGroup + channel) * kernel;
                var to = _repacked + phase.Weights(g) + (nint)block * g.OutChannelsPerGroup * phase.Places.Length;
                Copy(from, (nint)g.InChannelsPerGroup * kernel, g.OutChannelsPerGroup, phase.Places, to);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void Copy(T* from, nint step, int count, int[] places, T* to)
        {
            for (var i = 0; i < count; i++, from += step)
            {
                for (var j = 0; j < places.Length; j++) *to++ = from[places[j]];
            }
        }
    }

    private readonly struct Body(
        ConvolutionGeometry g, TapGrid grid, PanelSplit split, Phase[] phases, T* gradOutput, T* weights, nint* offsets, T* gradInput)
        : IBlockBody
    {
        private readonly T* _gradOutput = gradOutput;
        private readonly T* _weights = weights;
        private readonly nint* _offsets = offsets;
        private readonly T* _gradInput = gradInput;

        public void Run(int block)
        {
            var item = split[block];
            var firstChannel = item.Group * g.InChannelsPerGroup + item.ChannelStart;
            var scratchSize = PanelProduct<T, TVector>.ScratchSize(item.Channels, g.OutChannelsPerGroup * g.KernelHeight * g.KernelWidth);
            var imageSize = (nint)g.OutChannelsPerGroup * grid.ChannelSize;
            var pointwise = g.IsPointwise;
            var most = pointwise ? item.ImageEnd - item.ImageStart : (int)Math.Max(1, GridBytes / sizeof(T) / imageSize);
            var gridSize = pointwise ? 0 : Math.Min(most, item.ImageEnd - item.ImageStart) * imageSize + 2 * TVector.Count;
            var scratch = (T*)ThreadBuffer.Own((scratchSize + gridSize) * sizeof(T));
            var planes = scratch + scratchSize;
            for (var image = item.ImageStart; image < item.ImageEnd; image += most)
            {
                var images = Math.Min(most, item.ImageEnd - image);
                var from = _gradOutput + ((nint)image * g.OutChannels + item.Group * g.OutChannelsPerGroup) * g.OutPlane;
                var to = _gradInput + ((nint)image * g.InChannels + firstChannel) * g.InPlane;
                for (var i = 0; i < images && !pointwise; i++)
                {
                    grid.Fill<T, TVector>(
                        from + i * (nint)g.OutChannels * g.OutPlane, g.OutChannelsPerGroup, item.RowStart, planes + i * imageSize);
                }

                foreach (var phase in phases)
                {
                    if (phase.Places.Length == 0) continue;
                    if (pointwise) MultiplyPlanes(item, phase, images, from, scratch, to);
                    else MultiplyGrid(item, phase, images, planes, planes + gridSize, scratch, to);
                }
            }
        }

        private void MultiplyPlanes(in PanelItem item, Phase phase, int images, T* from, T* scratch, T* to)
        {
            var space = new PositionSpace(images, item.Rows, g.InWidth, (nint)g.OutChannels * g.OutPlane, g.OutWidth,
                (nint)g.InChannels * g.InPlane, g.InWidth, 1);
            var first = _weights + (nint)item.Group * g.OutChannelsPerGroup * g.InChannelsPerGroup + item.ChannelStart;
            var operand = new PanelWeights<T>(first, 1, g.InChannelsPerGroup, item.Channels, g.OutChannelsPerGroup);
            PanelProduct<T, TVector>.Run(operand, from + (nint)item.RowStart * g.OutWidth, _gradOutput + g.OutElements,
                _offsets + phase.Offsets(g), space, scratch, new Result(to + (nint)item.RowStart * g.InWidth, g.InPlane, 1));
        }

        private void MultiplyGrid(in PanelItem item, Phase phase, int images, T* planes, T* end, T* scratch, T* to)
        {
            var rows = Math.Min(item.RowEnd, WorkSplit.CeilingDivide(g.InHeight - phase.Row, g.StrideHeight)) - item.RowStart;
            var columns = WorkSplit.CeilingDivide(g.InWidth - phase.Column, g.StrideWidth);
            if (rows <= 0 || columns <= 0) return;
            to += ((nint)item.RowStart * g.StrideHeight + phase.Row) * g.InWidth + phase.Column;
            var space = new PositionSpace(images, rows, columns, (nint)g.OutChannelsPerGroup * grid.ChannelSize, grid.RowStep,
                (nint)g.InChannels * g.InPlane, (nint)g.StrideHeight * g.InWidth, g.StrideWidth);
            var result = new Result(to, g.InPlane, g.StrideWidth);
            var inner = g.OutChannelsPerGroup * phase.Places.Length;
            var channel = (nint)item.Group * g.InChannelsPerGroup + item.ChannelStart;
            var operand = new PanelWeights<T>(_weights + phase.Weights(g) + channel * inner, inner, 1, item.Channels, inner);
            PanelProduct<T, TVector>.Run(operand, planes, end, _offsets + phase.Offsets(g), space, scratch, result);
        }
    }

    private readonly struct Result(T* gradInput, nint plane, int step) : IPanelResult<T>
    {
        private readonly T* _gradInput = gradInput;

        public void Put(int row, T* values, PositionRun* runs, int count)
        {
            for (var i = 0; i < count; i++)
            {
                var (from, to) = (runs[i].Column, row * plane + runs[i].Target);
                if (step == 1) new Span<T>(values + from, runs[i].Length).CopyTo(new Span<T>(_gradInput + to, runs[i].Length));
                else StridedCopy<T, TVector>.Scatter(values + from, _gradInput + to, step, runs[i].Length);
            }
        }
    }
}
