using Adjoint.Backends.Simd;

namespace Adjoint.Backends.Cpu;

/// <summary>
/// gradInput[n, ci, h, w] = sum over co, kh, kw of weight[co, ci, kh, kw] * gradOutput[n, co, (h + pad - kh * dilation) / stride, ...]
/// where that division leaves no rest: for each stride phase the transposed weights times shifted planes of the padded gradient.
/// </summary>
internal static unsafe class WideBackwardInput<T, TVector>
    where T : unmanaged
    where TVector : unmanaged, ISimd<T, TVector>
{
    public static void Run(in ConvolutionGeometry g, T* gradOutput, T* weight, T* gradInput)
    {
        var grid = new GradientGrid(g);
        var product = new WideProduct<T, TVector>(g.InChannelsPerGroup, grid.Positions);
        var taps = new PhaseTaps<T, TVector>(g, grid, product);
        for (var phase = 0; phase < grid.Phases; phase++) taps.Pack(phase, weight);
        var split = WorkSplit.Of(g, product.Blocks);
        WorkerPool.For(split.Items, new Body(g, grid, product, taps, split, gradOutput, gradInput));
    }

    private readonly struct Body(
        ConvolutionGeometry g, GradientGrid grid, WideProduct<T, TVector> product, PhaseTaps<T, TVector> taps,
        WorkSplit split, T* gradOutput, T* gradInput) : IBlockBody
    {
        private const int CacheBytes = 384 * 1024;

        private readonly T* _gradOutput = gradOutput;
        private readonly T* _gradInput = gradInput;

        private int PlanesSize => g.OutChannelsPerGroup * grid.ChannelSize + product.Overrun;

        private int RowPitch => RegisterBlock.RoundUp(grid.RowWidth, TVector.Count);

        public void Run(int block)
        {
            var item = split[block];
            var together = RowsOfImagesAreFewer() ? product.VectorsPerBlock : 1;
            var planesSize = PlanesSize;
            var wideSize = Math.Max(product.WideSize, product.RowsPerBlock * together * grid.Rows * RowPitch + TVector.Count);
            var planes = (T*)ThreadBuffer.Own((together * (long)planesSize + wideSize) * sizeof(T));
            var wide = planes + together * (long)planesSize;
            for (var image = item.ImageStart; image < item.ImageEnd;)
            {
                var images = image + together <= item.ImageEnd ? together : 1;
                for (var i = 0; i < images; i++)
                {
                    var channel = (long)(image + i) * g.OutChannels + item.Group * g.OutChannelsPerGroup;
                    grid.Fill<T, TVector>(_gradOutput + channel * g.OutPlane, g.OutChannelsPerGroup, planes + i * (long)planesSize);
                }

                for (var rows = item.PartStart; rows < item.PartEnd; rows++) MultiplyRows(image, images, item.Group, rows, planes, wide);
                image += images;
            }
        }

        // One vector to an image row, several images at once, against tiles that run over row ends of one image.
        private bool RowsOfImagesAreFewer()
        {
            if (product.VectorsPerBlock * (long)PlanesSize * sizeof(T) > CacheBytes) return false;
            long flat = 0, rows = 0;
            for (var phase = 0; phase < grid.Phases; phase++)
            {
                flat += (long)taps.Count(phase) * product.WidePitch;
                for (var row = 0; row < grid.Rows; row++) rows += (long)taps.CountAtRow(phase, row) * RowPitch;
            }

            return rows < flat;
        }

        private void MultiplyRows(int image, int images, int group, int block, T* planes, T* wide)
        {
            for (var phase = 0; phase < grid.Phases; phase++)
            {
                if (images == 1)
                {
                    product.Multiply(block, planes, taps.Offsets(phase), taps.Count(phase), taps.Packed(phase, group), wide);
                    Scatter(image, group, phase, block, wide, product.WidePitch, grid.Pitch);
                    continue;
                }

                var imageSize = grid.Rows * RowPitch;
                for (var row = 0; row < grid.Rows; row++)
                {
                    var (first, end) = taps.AtRow(phase, row);
                    product.MultiplyImageRow(
                        block, planes + row * grid.Pitch, PlanesSize, grid.RowWidth, taps.Offsets(phase), taps.Count(phase), first, end,
                        taps.Packed(phase, group), wide + row * RowPitch, imageSize);
                }

                for (var i = 0; i < images; i++)
                    Scatter(image + i, group, phase, block, wide + i * imageSize, images * imageSize, RowPitch);
            }
        }

        private void Scatter(int image, int group, int phase, int block, T* wide, int rowSize, int pitch)
        {
            var first = block * product.RowsPerBlock;
            var end = Math.Min(first + product.RowsPerBlock, product.Rows);
            for (var row = first; row < end; row++, wide += rowSize)
            {
                var channel = (long)image * g.InChannels + group * g.InChannelsPerGroup + row;
                grid.Scatter<T, TVector>(wide, pitch, phase, _gradInput + channel * g.InPlane);
            }
        }
    }
}
