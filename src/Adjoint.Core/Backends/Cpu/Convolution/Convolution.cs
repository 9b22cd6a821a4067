using System.Numerics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using Adjoint.Backends.Simd;

namespace Adjoint.Backends.Cpu;

/// <summary>
/// Two-dimensional convolution (cross-correlation) of dense NCHW tensors and its two adjoints. Every result is overwritten; a bias may be
/// null. Padding contributes nothing, whatever it would be multiplied with.
/// <para>Of the ways to compute it, kernels of three and five in single precision take Winograd's where it saves time; the others multiply
/// zeros of padding, and Winograd's mixes neighbours: where a result would show that (infinite or NaN factors), a way without does it
/// again.</para>
/// </summary>
internal static unsafe class Convolution
{
    /// <summary>The convolution, and the greater one of it and zero if it is to be rectified (ReLU).</summary>
    public static void Forward<T>(in ConvolutionGeometry g, T* input, T* weight, T* bias, bool rectify, T* output)
        where T : unmanaged, IFloatingPointIeee754<T> => SimdWidth.Run<T, ForwardWork<T>>(new(g, input, weight, bias, rectify, output));

    public static void BackwardInput<T>(in ConvolutionGeometry g, T* gradOutput, T* weight, T* gradInput)
        where T : unmanaged, IFloatingPointIeee754<T> => SimdWidth.Run<T, BackwardInputWork<T>>(new(g, gradOutput, weight, gradInput));

    public static void BackwardWeight<T>(in ConvolutionGeometry g, T* input, T* gradOutput, T* gradWeight, T* gradBias)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        SimdWidth.Run<T, BackwardWeightWork<T>>(new(g, input, gradOutput, gradWeight, gradBias));

    // The tiles of the matrix product have twelve rows and two vectors of columns; with fewer channels most of a tile would be waste, and
    // tiles that run along the image, in Wide/, are faster. Measured.
    private const int FewRows = 8;
    private const int FewRowsOfTaps = 17;
    private const int FewColumns = 16;

    // The grids of the fast ways hold the padded image. Where that is mostly padding, as with a dilation far beyond the image, only the
    // definition is short of memory; and without channels there is nothing to multiply.
    private const int MostPadding = 16;
    private const int SmallPlane = 1 << 14;

    private static bool IsSparse(in ConvolutionGeometry g)
    {
        var padded = (g.InHeight + 2L * g.PaddingHeight) * (g.InWidth + 2L * g.PaddingWidth);
        return g.Taps == 0 || padded > int.MaxValue / 2 || padded > SmallPlane + (long)MostPadding * Math.Max(g.InPlane, g.OutPlane);
    }

    // Winograd's sums lose a digit: in double precision every digit is wanted, and without fused products they lose more.
    private static bool MayLoseDigits<T>() => typeof(T) == typeof(float) && (Fma.IsSupported || AdvSimd.IsSupported);

    private static bool SuitsWinograd<T>(in ConvolutionGeometry g) => MayLoseDigits<T>() && WinogradPlan.Suits(g);

    private readonly struct ForwardWork<T>(ConvolutionGeometry g, T* input, T* weight, T* bias, bool rectify, T* output) : ISimdWork<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private readonly T* _input = input;
        private readonly T* _weight = weight;
        private readonly T* _bias = bias;
        private readonly T* _output = output;

        public void Run<TVector>() where TVector : unmanaged, ISimd<T, TVector>
        {
            if (g.OutElements == 0) return;
            if (SuitsWinograd<T>(g) && WinogradConvolution<T, TVector>.TryForward(g, _input, _weight, _bias, rectify, _output)) return;
            if (IsSparse(g) || (g.IsPadded && !Finite<T, TVector>.All(_weight, g.WeightElements)))
            {
                ConvolutionByDefinition<T>.Forward(g, _input, _weight, _bias, rectify, _output);
            }
            else if (g.OutChannelsPerGroup < FewRows || (g.OutChannelsPerGroup < FewRowsOfTaps && g.KernelHeight > 1))
            {
                WideForward<T, TVector>.Run(g, _input, _weight, _bias, _output);
                if (rectify) WorkerPool.For(g.Batch, new Rectifying<T, TVector>(_output, (nint)g.OutChannels * g.OutPlane));
            }
            else
            {
                PanelForward<T, TVector>.Run(g, _input, _weight, _bias, rectify, _output);
            }
        }
    }

    private readonly struct BackwardInputWork<T>(ConvolutionGeometry g, T* gradOutput, T* weight, T* gradInput) : ISimdWork<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private readonly T* _gradOutput = gradOutput;
        private readonly T* _weight = weight;
        private readonly T* _gradInput = gradInput;

        public void Run<TVector>() where TVector : unmanaged, ISimd<T, TVector>
        {
            if (g.InElements == 0) return;
            if (SuitsWinograd<T>(g) && WinogradConvolution<T, TVector>.TryBackwardInput(g, _gradOutput, _weight, _gradInput)) return;
            if (g.OutElements == 0 || IsSparse(g) || !Finite<T, TVector>.All(_weight, g.WeightElements))
                ConvolutionByDefinition<T>.BackwardInput(g, _gradOutput, _weight, _gradInput);
            else if (g.InChannelsPerGroup < FewRows)
                WideBackwardInput<T, TVector>.Run(g, _gradOutput, _weight, _gradInput);
            else
                PanelBackwardInput<T, TVector>.Run(g, _gradOutput, _weight, _gradInput);
        }
    }

    private readonly struct BackwardWeightWork<T>(ConvolutionGeometry g, T* input, T* gradOutput, T* gradWeight, T* gradBias)
        : ISimdWork<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        private readonly T* _input = input;
        private readonly T* _gradOutput = gradOutput;
        private readonly T* _gradWeight = gradWeight;
        private readonly T* _gradBias = gradBias;

        public void Run<TVector>() where TVector : unmanaged, ISimd<T, TVector>
        {
            if (g.OutElements == 0 || IsSparse(g))
            {
                ConvolutionByDefinition<T>.BackwardWeight(g, _input, _gradOutput, _gradWeight);
                if (_gradBias != null) ConvolutionByDefinition<T>.BackwardBias(g, _gradOutput, _gradBias);
                return;
            }

            if (MayLoseDigits<T>() && WinogradPlan.SuitsGradient(g)
                && WinogradGradient<T, TVector>.TryRun(g, _input, _gradOutput, _gradWeight, _gradBias))
            {
                return;
            }

            if (g.OutChannelsPerGroup < FewColumns)
            {
                WideBackwardWeight<T, TVector>.Run(g, _input, _gradOutput, _gradWeight, _gradBias);
                return;
            }

            TapGradient<T, TVector>.Run(g, _input, _gradOutput, _gradWeight, _gradBias);
            if (g.IsPadded && !Finite<T, TVector>.All(_gradWeight, g.WeightElements))
                ConvolutionByDefinition<T>.BackwardWeight(g, _input, _gradOutput, _gradWeight);
        }
    }

    private readonly struct Rectifying<T, TVector>(T* output, nint imageSize) : IBlockBody
        where T : unmanaged, IFloatingPointIeee754<T>
        where TVector : unmanaged, ISimd<T, TVector>
    {
        private readonly T* _output = output;

        public void Run(int block)
        {
            var image = _output + block * imageSize;
            Finish<T, TVector>.Copy(image, image, (int)imageSize, T.Zero, rectify: true);
        }
    }
}
