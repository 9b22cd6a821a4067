using Adjoint.Backends.Simd;

namespace Adjoint.Backends.Cpu;

/// <summary>output[n, co] = bias[co] + sum over ci, kh, kw of weight[co, ci, kh, kw] * padded input: weights times planes.</summary>
internal static unsafe class WideForward<T, TVector>
    where T : unmanaged
    where TVector : unmanaged, ISimd<T, TVector>
{
    public static void Run(in ConvolutionGeometry g, T* input, T* weight, T* bias, T* output)
    {
        var grid = InputGrid.Wide(g);
        var product = new WideProduct<T, TVector>(g.OutChannelsPerGroup, grid.Positions);
        var packedSize = product.PackedSize(g.Taps);
        var packed = (T*)ThreadBuffer.Shared(g.Groups * packedSize * sizeof(T) + (long)g.Taps * sizeof(int));
        var offsets = (int*)(packed + g.Groups * packedSize);
        grid.WriteOffsets(g.InChannelsPerGroup, offsets);
        for (var group = 0; group < g.Groups; group++)
        {
            var row = group * g.OutChannelsPerGroup;
            var groupBias = bias == null ? null : bias + row;
            product.Pack(weight + (long)row * g.Taps, g.Taps, null, g.Taps, groupBias, packed + group * packedSize);
        }

        var split = WorkSplit.Of(g, product.Blocks);
        WorkerPool.For(split.Items, new Body(g, grid, product, split, input, packed, offsets, output));
    }

    private readonly struct Body(
        ConvolutionGeometry g, InputGrid grid, WideProduct<T, TVector> product, WorkSplit split,
        T* input, T* packed, int* offsets, T* output) : IBlockBody
    {
        private readonly T* _input = input;
        private readonly T* _packed = packed;
        private readonly int* _offsets = offsets;
        private readonly T* _output = output;

        public void Run(int block)
        {
            var item = split[block];
            var planesSize = (long)g.InChannelsPerGroup * grid.ChannelSize + product.Overrun;
            var planes = (T*)ThreadBuffer.Own((planesSize + product.WideSize) * sizeof(T));
            for (var image = item.ImageStart; image < item.ImageEnd; image++)
            {
                var channel = (long)image * g.InChannels + item.Group * g.InChannelsPerGroup;
                grid.Fill<T, TVector>(_input + channel * g.InPlane, g.InChannelsPerGroup, planes);
                for (var rows = item.PartStart; rows < item.PartEnd; rows++)
                    MultiplyRows(image, item.Group, rows, planes, planes + planesSize);
            }
        }

        private void MultiplyRows(int image, int group, int block, T* planes, T* wide)
        {
            product.Multiply(block, planes, _offsets, g.Taps, _packed + group * product.PackedSize(g.Taps), wide);
            var window = new PlaneWindow(0, 0, 1, 1, g.OutHeight, g.OutWidth);
            var first = block * product.RowsPerBlock;
            var end = Math.Min(first + product.RowsPerBlock, product.Rows);
            for (var row = first; row < end; row++, wide += product.WidePitch)
            {
                var channel = (long)image * g.OutChannels + group * g.OutChannelsPerGroup + row;
                WidePlane<T, TVector>.Scatter(wide, grid.Pitch, window, _output + channel * g.OutPlane, g.OutHeight, g.OutWidth);
            }
        }
    }
}
