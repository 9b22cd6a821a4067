namespace Adjoint.Backends.Cpu;

/// <summary>
/// gradInput[n, ci, h, w] = sum over co, kh, kw of weight[co, ci, kh, kw] * gradOutput[n, co, (h + pad - kh * dilation) / stride, ...] where
/// that division leaves no rest: for each stride phase the transposed weights times shifted planes of the padded gradient.
/// </summary>
internal static unsafe class ConvolutionBackwardInput<T, TVector, TLanes>
    where T : unmanaged
    where TVector : struct
    where TLanes : struct, ILanes<TVector, T>
{
    public static void Run(in ConvolutionGeometry g, T* gradOutput, T* weight, T* gradInput)
    {
        var grid = new GradientGrid(g);
        var product = new WideProduct<T, TVector, TLanes>(g.InChannelsPerGroup, grid.Positions);
        var kernel = g.KernelHeight * g.KernelWidth;
        var mostTaps = g.OutChannelsPerGroup * kernel;
        var phaseSize = g.Groups * product.PackedSize(mostTaps);
        var shared = (T*)ThreadBuffer.Shared(grid.Phases * (phaseSize * sizeof(T) + (2L * mostTaps + 1) * sizeof(int)));
        var taps = (int*)(shared + grid.Phases * phaseSize);
        var body = new Body(g, grid, product, gradOutput, shared, phaseSize, taps, mostTaps, gradInput);
        for (var phase = 0; phase < grid.Phases; phase++) body.Pack(phase, weight);
        body.Split = WorkSplit.Of(g, product.Blocks);
        WorkerPool.For(body.Split.Items, body);
    }

    private struct Body(
        ConvolutionGeometry g, GradientGrid grid, WideProduct<T, TVector, TLanes> product, T* gradOutput, T* packed, long phaseSize,
        int* taps, int mostTaps, T* gradInput) : IBlockBody
    {
        private readonly T* _gradOutput = gradOutput;
        private readonly T* _packed = packed;
        private readonly int* _taps = taps;
        private readonly T* _gradInput = gradInput;

        public WorkSplit Split;

        // Of each phase: the number of taps, the taps' offsets, and their places in the weight of one input channel.
        private readonly int* PhaseTaps(int phase) => _taps + phase * (2L * mostTaps + 1);

        public readonly void Pack(int phase, T* weight)
        {
            var phaseTaps = PhaseTaps(phase);
            var offsets = phaseTaps + 1;
            var indices = offsets + mostTaps;
            var count = *phaseTaps = grid.WriteTaps(phase, indices, offsets);
            for (var group = 0; group < g.Groups; group++)
            {
                var target = _packed + phase * phaseSize + group * product.PackedSize(count);
                product.Pack(weight + group * g.OutChannelsPerGroup * (long)g.Taps, g.KernelHeight * g.KernelWidth, indices, count, null, target);
            }
        }

        public readonly void Run(int block)
        {
            var item = Split[block];
            var planesSize = (long)g.OutChannelsPerGroup * grid.ChannelSize + product.Overrun;
            var planes = (T*)ThreadBuffer.Own((planesSize + product.WideSize) * sizeof(T));
            for (var image = item.ImageStart; image < item.ImageEnd; image++)
            {
                var channel = (long)image * g.OutChannels + item.Group * g.OutChannelsPerGroup;
                grid.Fill<T, TVector, TLanes>(_gradOutput + channel * g.OutPlane, g.OutChannelsPerGroup, planes);
                for (var rows = item.PartStart; rows < item.PartEnd; rows++)
                {
                    for (var phase = 0; phase < grid.Phases; phase++) MultiplyRows(image, item.Group, phase, rows, planes, planes + planesSize);
                }
            }
        }

        private readonly void MultiplyRows(int image, int group, int phase, int block, T* planes, T* wide)
        {
            var phaseTaps = PhaseTaps(phase);
            var count = *phaseTaps;
            product.Multiply(block, planes, phaseTaps + 1, count, _packed + phase * phaseSize + group * product.PackedSize(count), wide);
            var first = block * product.RowsPerBlock;
            var end = Math.Min(first + product.RowsPerBlock, product.Rows);
            for (var row = first; row < end; row++, wide += product.WidePitch)
            {
                var channel = (long)image * g.InChannels + group * g.InChannelsPerGroup + row;
                grid.Scatter<T, TVector, TLanes>(wide, phase, _gradInput + channel * g.InPlane);
            }
        }
    }
}
