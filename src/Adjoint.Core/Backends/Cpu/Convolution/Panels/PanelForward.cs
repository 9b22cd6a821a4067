using System.Numerics;
using Adjoint.Backends.Simd;

namespace Adjoint.Backends.Cpu;

/// <summary>output[n, co] = bias[co] + sum over ci, kh, kw of weight[co, ci, kh, kw] * padded input, as a <see cref="PanelProduct{T, TVector}"/>.</summary>
internal static unsafe class PanelForward<T, TVector>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TVector : unmanaged, ISimd<T, TVector>
{
    // Grids of several small images together stay in a second-level cache.
    private const int GridBytes = 256 * 1024;

    public static void Run(in ConvolutionGeometry g, T* input, T* weight, T* bias, bool rectify, T* output)
    {
        var split = PanelSplit.Of(2.0 * g.OutElements * g.Taps, g.Batch, g.Groups, g.OutChannelsPerGroup, g.OutHeight, g.OutWidth);
        var grid = new TapGrid(
            TapAxis.Forward(g.InHeight, g.KernelHeight, g.StrideHeight, g.PaddingHeight, g.DilationHeight),
            TapAxis.Forward(g.InWidth, g.KernelWidth, g.StrideWidth, g.PaddingWidth, g.DilationWidth),
            split.RowsPerItem, g.OutWidth);
        var offsets = (nint*)ThreadBuffer.Shared((long)g.Taps * sizeof(nint));
        for (var tap = 0; tap < g.Taps; tap++)
        {
            var (channel, place) = Math.DivRem(tap, g.KernelHeight * g.KernelWidth);
            offsets[tap] = g.IsPointwise
                ? (nint)channel * g.InPlane
                : (nint)channel * grid.ChannelSize + grid.Offset(place / g.KernelWidth, place % g.KernelWidth);
        }

        WorkerPool.For(split.Items, new Body(g, grid, split, input, weight, bias, rectify, output, offsets));
    }

    private readonly struct Body(
        ConvolutionGeometry g, TapGrid grid, PanelSplit split, T* input, T* weight, T* bias, bool rectify, T* output, nint* offsets)
        : IBlockBody
    {
        private readonly T* _input = input;
        private readonly T* _weight = weight;
        private readonly T* _bias = bias;
        private readonly T* _output = output;
        private readonly nint* _offsets = offsets;

        public void Run(int block)
        {
            var item = split[block];
            var firstChannel = item.Group * g.OutChannelsPerGroup + item.ChannelStart;
            var weights = new PanelWeights<T>(_weight + (nint)firstChannel * g.Taps, g.Taps, 1, item.Channels, g.Taps);
            var scratchSize = PanelProduct<T, TVector>.ScratchSize(item.Channels, g.Taps);
            var imageSize = (nint)g.InChannelsPerGroup * grid.ChannelSize;
            var pointwise = g.IsPointwise;
            var most = pointwise ? item.ImageEnd - item.ImageStart : (int)Math.Max(1, GridBytes / sizeof(T) / imageSize);
            var gridSize = pointwise ? 0 : Math.Min(most, item.ImageEnd - item.ImageStart) * imageSize + 2 * TVector.Count;
            var scratch = (T*)ThreadBuffer.Own((scratchSize + gridSize) * sizeof(T));
            var planes = scratch + scratchSize;
            for (var image = item.ImageStart; image < item.ImageEnd; image += most)
            {
                var images = Math.Min(most, item.ImageEnd - image);
                var from = _input + ((nint)image * g.InChannels + item.Group * g.InChannelsPerGroup) * g.InPlane;
                var to = _output + ((nint)image * g.OutChannels + firstChannel) * g.OutPlane + (nint)item.RowStart * g.OutWidth;
                var result = new Result(to, g.OutPlane, _bias == null ? null : _bias + firstChannel, rectify);
                var targetImage = (nint)g.OutChannels * g.OutPlane;
                if (pointwise)
                {
                    var space = new PositionSpace(
                        images, item.Rows, g.OutWidth, (nint)g.InChannels * g.InPlane, g.InWidth, targetImage, g.OutWidth, 1);
                    PanelProduct<T, TVector>.Run(
                        weights, from + (nint)item.RowStart * g.InWidth, _input + g.InElements, _offsets, space, scratch, result);
                }
                else
                {
                    for (var i = 0; i < images; i++)
                    {
                        grid.Fill<T, TVector>(
                            from + i * (nint)g.InChannels * g.InPlane, g.InChannelsPerGroup, item.RowStart, planes + i * imageSize);
                    }

                    var space = new PositionSpace(
                        images, item.Rows, g.OutWidth, imageSize, grid.RowStep, targetImage, g.OutWidth, 1);
                    PanelProduct<T, TVector>.Run(weights, planes, planes + gridSize, _offsets, space, scratch, result);
                }
            }
        }
    }

    private readonly struct Result(T* output, nint plane, T* bias, bool rectify) : IPanelResult<T>
    {
        private readonly T* _output = output;
        private readonly T* _bias = bias;

        public void Put(int row, T* values, PositionRun* runs, int count)
        {
            var shift = _bias == null ? T.Zero : _bias[row];
            for (var i = 0; i < count; i++)
                Finish<T, TVector>.Copy(values + runs[i].Column, _output + row * plane + runs[i].Target, runs[i].Length, shift, rectify);
        }
    }
}
