using System.Runtime.CompilerServices;
using Adjoint.Backends.Simd;

namespace Adjoint.Backends.Cpu;

/// <summary>
/// gradWeight[co, ci, kh, kw] = sum over n, h, w of gradOutput[n, co, h, w] * padded input: dot products of the gradient on the wide grid
/// with shifted planes. The bias is one more tap, whose plane is all ones. Image blocks are summed in their order.
/// </summary>
internal static unsafe class WideBackwardWeight<T, TVector>
    where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    where TVector : unmanaged, ISimd<T, TVector>
{
    // Many more planes also push others out of the cache.
    private const double WorthCompacting = 0.75;
    private const int MostImageBlocks = 8;
    private const long MostPartialElements = 1 << 22;

    public static void Run(in ConvolutionGeometry g, T* input, T* gradOutput, T* gradWeight, T* gradBias)
    {
        var wide = InputGrid.Wide(g);
        var compact = InputGrid.Compact(g, TVector.Count);
        if (Cost(g, wide, 0) * WorthCompacting < Cost(g, compact, g.Taps))
        {
            Run(g, wide, input, gradOutput, gradWeight, gradBias);
            // On the wide grid zeros meet inputs that are no factors; harmless, unless those are infinite or NaN.
            if (Finite<T, TVector>.All(gradWeight, g.WeightElements)) return;
        }

        Run(g, compact, input, gradOutput, gradWeight, gradBias);
        if (g is not { PaddingHeight: 0, PaddingWidth: 0 } && !Finite<T, TVector>.All(gradWeight, g.WeightElements))
            ConvolutionByDefinition<T>.BackwardWeight(g, input, gradOutput, gradWeight);
    }

    private static void Run(in ConvolutionGeometry g, in InputGrid grid, T* input, T* gradOutput, T* gradWeight, T* gradBias)
    {
        var sums = (g.Taps + 1L) * g.OutChannels;
        var split = WorkSplit.Of(g, g.InChannelsPerGroup, (int)Math.Clamp(MostPartialElements / sums, 1, MostImageBlocks));
        var partial = (T*)ThreadBuffer.Shared(split.ImageBlocks * sums * sizeof(T));
        WorkerPool.For(split.Items, new Body(g, grid, split, input, gradOutput, partial, sums));
        for (var block = 1; block < split.ImageBlocks; block++) AddTo(partial, partial + block * sums, sums);
        for (var channel = 0; channel < g.OutChannels; channel++)
        {
            var row = partial + channel * (g.Taps + 1L);
            new Span<T>(row + 1, g.Taps).CopyTo(new Span<T>(gradWeight + (long)channel * g.Taps, g.Taps));
            if (gradBias != null) gradBias[channel] = *row;
        }
    }

    // Vector operations for one image and group: multiply-adds, and the rows of so many more planes copied.
    private static double Cost(in ConvolutionGeometry g, in InputGrid grid, int planes)
    {
        const int perCopiedRow = 10;
        var vectors = RegisterBlock.RoundUp(grid.Positions, TVector.Count) / TVector.Count;
        return (double)g.OutChannelsPerGroup * g.Taps * vectors + (double)planes * g.OutHeight * perCopiedRow;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddTo(T* target, T* source, long count)
    {
        var i = 0L;
        for (; i <= count - TVector.Count; i += TVector.Count)
            TVector.Store(TVector.Load(target + i) + TVector.Load(source + i), target + i);
        for (; i < count; i++) target[i] += source[i];
    }

    /// <summary>Fills partial[image block][co][1 + tap]; the bias comes first.</summary>
    private readonly struct Body(
        ConvolutionGeometry g, InputGrid grid, WorkSplit split, T* input, T* gradOutput, T* partial, long sums) : IBlockBody
    {
        private readonly T* _input = input;
        private readonly T* _gradOutput = gradOutput;
        private readonly T* _partial = partial;

        public void Run(int block)
        {
            var item = split[block];
            var operands = new WeightGradientOperands<T, TVector>(g, grid, item);
            for (var row = 0; row < g.OutChannelsPerGroup; row += operands.MostRows)
            {
                var rowEnd = Math.Min(row + operands.MostRows, g.OutChannelsPerGroup);
                for (var image = item.ImageStart; image < item.ImageEnd; image += operands.MostImages)
                {
                    var imageEnd = Math.Min(image + operands.MostImages, item.ImageEnd);
                    operands.Fill(_input, _gradOutput, image, imageEnd, row, rowEnd);
                    var target = _partial + item.ImageBlock * sums + (item.Group * g.OutChannelsPerGroup + row) * (g.Taps + 1L);
                    Accumulate(operands, imageEnd - image, rowEnd - row, target + operands.FirstTap, image == item.ImageStart);
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Accumulate(in WeightGradientOperands<T, TVector> operands, int images, int rows, T* target, bool first)
        {
            var register = operands.Block;
            var pitch = g.Taps + 1;
            var sums = stackalloc T[register.Rows * register.Vectors];
            for (var row = 0; row < rows; row += register.Rows)
            {
                var operand = operands.Of(row, images);
                for (var tap = 0; tap < operands.Taps; tap += register.Vectors)
                {
                    DotKernels<T, TVector>.Dot(register, operand, operands.Offsets + tap, sums);
                    var taps = Math.Min(register.Vectors, operands.Taps - tap);
                    var end = Math.Min(rows, row + register.Rows);
                    var from = sums;
                    for (var r = row; r < end; r++, from += register.Vectors) Put(from, target + (nint)r * pitch + tap, taps, first);
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Put(T* values, T* target, int count, bool first)
        {
            for (var i = 0; i < count; i++) target[i] = first ? values[i] : target[i] + values[i];
        }
    }
}
