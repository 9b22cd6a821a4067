using System.Numerics;
using System.Runtime.CompilerServices;

namespace Adjoint.Backends.Cpu;

/// <summary>
/// The convolution's sums of products output += input * weight and their adjoints as plain loops that leave padding out. The kernels on
/// padded planes multiply padding's zeros too, which is the same unless the other factor is infinite or NaN: then these take over.
/// </summary>
internal static unsafe class ConvolutionByDefinition<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static void Forward(in ConvolutionGeometry g, T* input, T* weight, T* bias, bool rectify, T* output)
    {
        var plane = g.OutPlane;
        for (long channel = 0; channel < (long)g.Batch * g.OutChannels; channel++)
            new Span<T>(output + channel * plane, plane).Fill(bias == null ? T.Zero : bias[channel % g.OutChannels]);
        WorkerPool.For(g.Batch, new OfImage<ForwardRow>(g, input, weight, output));
        if (!rectify) return;
        for (long i = 0; i < g.OutElements; i++) output[i] = T.Max(output[i], T.Zero);
    }

    public static void BackwardInput(in ConvolutionGeometry g, T* gradOutput, T* weight, T* gradInput)
    {
        new Span<T>(gradInput, checked((int)g.InElements)).Clear();
        WorkerPool.For(g.Batch, new OfImage<BackwardInputRow>(g, gradInput, weight, gradOutput));
    }

    public static void BackwardWeight(in ConvolutionGeometry g, T* input, T* gradOutput, T* gradWeight)
    {
        new Span<T>(gradWeight, checked((int)g.WeightElements)).Clear();
        WorkerPool.For(g.OutChannels, new OfOutChannel(g, input, gradWeight, gradOutput));
    }

    public static void BackwardBias(in ConvolutionGeometry g, T* gradOutput, T* gradBias)
    {
        new Span<T>(gradBias, g.OutChannels).Clear();
        for (long channel = 0; channel < (long)g.Batch * g.OutChannels; channel++)
        {
            for (var i = 0; i < g.OutPlane; i++) gradBias[channel % g.OutChannels] += gradOutput[channel * g.OutPlane + i];
        }
    }

    /// <summary>All products of one image and one output channel, by runs along an output row.</summary>
    private static void Run<TRow>(in ConvolutionGeometry g, int image, int outChannel, T* input, T* weight, T* output) where TRow : IRow
    {
        input += ((long)image * g.InChannels + outChannel / g.OutChannelsPerGroup * g.InChannelsPerGroup) * g.InPlane;
        output += ((long)image * g.OutChannels + outChannel) * g.OutPlane;
        weight += (long)outChannel * g.Taps;
        var outWidth = g.OutWidth;
        for (var tap = 0; tap < g.Taps; tap++, weight++)
        {
            var kernel = g.KernelHeight * g.KernelWidth;
            var h = tap % kernel / g.KernelWidth * g.DilationHeight - g.PaddingHeight;
            var w = tap % g.KernelWidth * g.DilationWidth - g.PaddingWidth;
            var (rowFirst, rowEnd) = Inside(h, g.StrideHeight, g.OutHeight, g.InHeight);
            var (first, end) = Inside(w, g.StrideWidth, outWidth, g.InWidth);
            for (var row = rowFirst; row < rowEnd && first < end; row++)
            {
                var from = input + tap / kernel * (long)g.InPlane + (h + (long)row * g.StrideHeight) * g.InWidth + w;
                TRow.Run(from + first * g.StrideWidth, g.StrideWidth, weight, output + (long)row * outWidth + first, end - first);
            }
        }
    }

    // Outputs o with 0 <= start + o * stride < size.
    private static (int First, int End) Inside(int start, int stride, int outSize, int size)
    {
        var first = start >= 0 ? 0 : WorkSplit.CeilingDivide(-start, stride);
        var end = size <= start ? 0 : WorkSplit.CeilingDivide(size - start, stride);
        return (first, Math.Min(end, outSize));
    }

    private interface IRow
    {
        static abstract void Run(T* input, int step, T* weight, T* output, int count);
    }

    private readonly struct ForwardRow : IRow
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public static void Run(T* input, int step, T* weight, T* output, int count)
        {
            for (var i = 0; i < count; i++) output[i] += *weight * input[i * step];
        }
    }

    private readonly struct BackwardInputRow : IRow
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public static void Run(T* input, int step, T* weight, T* output, int count)
        {
            for (var i = 0; i < count; i++) input[i * step] += *weight * output[i];
        }
    }

    private readonly struct BackwardWeightRow : IRow
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public static void Run(T* input, int step, T* weight, T* output, int count)
        {
            for (var i = 0; i < count; i++) *weight += output[i] * input[i * step];
        }
    }

    private readonly struct OfImage<TRow>(ConvolutionGeometry g, T* input, T* weight, T* output) : IBlockBody where TRow : IRow
    {
        private readonly T* _input = input;
        private readonly T* _weight = weight;
        private readonly T* _output = output;

        public void Run(int block)
        {
            for (var channel = 0; channel < g.OutChannels; channel++)
                ConvolutionByDefinition<T>.Run<TRow>(g, block, channel, _input, _weight, _output);
        }
    }

    private readonly struct OfOutChannel(ConvolutionGeometry g, T* input, T* weight, T* output) : IBlockBody
    {
        private readonly T* _input = input;
        private readonly T* _weight = weight;
        private readonly T* _output = output;

        public void Run(int block)
        {
            for (var image = 0; image < g.Batch; image++)
                ConvolutionByDefinition<T>.Run<BackwardWeightRow>(g, image, block, _input, _weight, _output);
        }
    }
}
