using System.Runtime.CompilerServices;

namespace Adjoint.Backends.Cpu;

/// <summary>
/// gradWeight[co, ci, kh, kw] = sum over n, h, w of gradOutput[n, co, h, w] * padded input: dot products of the gradient on the wide grid with
/// shifted planes. The bias is one more tap, whose plane is all ones. Image blocks are summed in their order.
/// </summary>
internal static unsafe class ConvolutionBackwardWeight<T, TVector, TLanes>
    where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    where TVector : struct
    where TLanes : struct, ILanes<TVector, T>
{
    private const int MostImageBlocks = 16;
    private const long MostPartialElements = 1 << 22;

    public static void Run(in ConvolutionGeometry g, T* input, T* gradOutput, T* gradWeight, T* gradBias)
    {
        var sums = (g.Taps + 1L) * g.OutChannels;
        var split = WorkSplit.Of(g, g.InChannelsPerGroup, (int)Math.Clamp(MostPartialElements / sums, 1, MostImageBlocks));
        var partial = (T*)ThreadBuffer.Shared(split.ImageBlocks * sums * sizeof(T));
        WorkerPool.For(split.Items, new Body(g, split, input, gradOutput, partial, sums));
        for (var block = 1; block < split.ImageBlocks; block++) AddTo(partial, partial + block * sums, sums);
        for (var channel = 0; channel < g.OutChannels; channel++)
        {
            var row = partial + channel * (g.Taps + 1L);
            new Span<T>(row, g.Taps).CopyTo(new Span<T>(gradWeight + (long)channel * g.Taps, g.Taps));
            if (gradBias != null) gradBias[channel] = row[g.Taps];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddTo(T* target, T* source, long count)
    {
        var i = 0L;
        for (; i <= count - TLanes.Count; i += TLanes.Count) TLanes.Store(TLanes.Add(TLanes.Load(target + i), TLanes.Load(source + i)), target + i);
        for (; i < count; i++) target[i] += source[i];
    }

    /// <summary>Fills partial[image block][co][tap], the bias's tap last.</summary>
    private readonly struct Body(ConvolutionGeometry g, WorkSplit split, T* input, T* gradOutput, T* partial, long sums) : IBlockBody
    {
        private readonly T* _input = input;
        private readonly T* _gradOutput = gradOutput;
        private readonly T* _partial = partial;

        public void Run(int block)
        {
            var item = split[block];
            var operands = new WeightGradientOperands<T, TVector, TLanes>(g, item);
            for (var image = item.ImageStart; image < item.ImageEnd; image += operands.MostImages)
            {
                var end = Math.Min(image + operands.MostImages, item.ImageEnd);
                operands.Fill(_input, _gradOutput, image, end);
                Accumulate(item, operands, end - image, image == item.ImageStart);
            }
        }

        private void Accumulate(in WorkItem item, in WeightGradientOperands<T, TVector, TLanes> operands, int images, bool first)
        {
            var register = operands.Block;
            var sums = stackalloc T[register.Rows * register.Vectors];
            for (var rowBlock = 0; rowBlock < register.RowBlocks(g.OutChannelsPerGroup); rowBlock++)
            {
                var rows = Math.Min(register.Rows, g.OutChannelsPerGroup - rowBlock * register.Rows);
                var firstRow = item.Group * g.OutChannelsPerGroup + rowBlock * register.Rows;
                for (var tap = 0; tap < operands.Taps; tap += register.Vectors)
                {
                    DotKernels<T, TVector, TLanes>.Dot(register, operands.Of(rowBlock, images), operands.Offsets + tap, sums);
                    var taps = Math.Min(register.Vectors, operands.Taps - tap);
                    for (var row = 0; row < rows; row++) Put(item, operands, firstRow + row, tap, taps, sums + row * register.Vectors, first);
                }
            }
        }

        private void Put(
            in WorkItem item, in WeightGradientOperands<T, TVector, TLanes> operands, int row, int tap, int taps, T* values, bool first)
        {
            var target = _partial + item.ImageBlock * sums + row * (g.Taps + 1L);
            for (var i = 0; i < taps; i++)
            {
                var at = target + (tap + i < operands.WeightTaps ? operands.FirstTap + tap + i : g.Taps);
                *at = first ? values[i] : *at + values[i];
            }
        }
    }
}
