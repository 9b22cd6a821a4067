using System.Numerics;
using Adjoint.Backends.Simd;

namespace Adjoint.Backends.Cpu;

/// <summary>
/// Two-dimensional convolution (cross-correlation) of dense NCHW tensors and its two adjoints. Every result is overwritten; a bias may be
/// null. Padding contributes nothing, whatever it would be multiplied with.
/// </summary>
internal static unsafe class Convolution
{
    public static void Forward<T>(in ConvolutionGeometry g, T* input, T* weight, T* bias, T* output)
        where T : unmanaged, IFloatingPointIeee754<T> => SimdWidth.Run<T, ForwardWork<T>>(new(g, input, weight, bias, output));

    public static void BackwardInput<T>(in ConvolutionGeometry g, T* gradOutput, T* weight, T* gradInput)
        where T : unmanaged, IFloatingPointIeee754<T> => SimdWidth.Run<T, BackwardInputWork<T>>(new(g, gradOutput, weight, gradInput));

    public static void BackwardWeight<T>(in ConvolutionGeometry g, T* input, T* gradOutput, T* gradWeight, T* gradBias)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        SimdWidth.Run<T, BackwardWeightWork<T>>(new(g, input, gradOutput, gradWeight, gradBias));

    private readonly struct ForwardWork<T>(ConvolutionGeometry g, T* input, T* weight, T* bias, T* output) : ISimdWork<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private readonly T* _input = input;
        private readonly T* _weight = weight;
        private readonly T* _bias = bias;
        private readonly T* _output = output;

        public void Run<TVector>() where TVector : unmanaged, ISimd<T, TVector>
        {
            if (g.OutElements == 0) return;
            if (g is { PaddingHeight: 0, PaddingWidth: 0 } || Finite<T, TVector>.All(_weight, g.WeightElements))
                PanelForward<T, TVector>.Run(g, _input, _weight, _bias, false, _output);
            else
                ConvolutionByDefinition<T>.Forward(g, _input, _weight, _bias, _output);
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
            if (g.OutElements > 0 && Finite<T, TVector>.All(_weight, g.WeightElements))
                PanelBackwardInput<T, TVector>.Run(g, _gradOutput, _weight, _gradInput);
            else
                ConvolutionByDefinition<T>.BackwardInput(g, _gradOutput, _weight, _gradInput);
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
            if (g.OutElements > 0 && g.WeightElements > 0)
            {
                TapGradient<T, TVector>.Run(g, _input, _gradOutput, _gradWeight, _gradBias);
                return;
            }

            WidePlane<T, TVector>.Clear(_gradWeight, g.WeightElements);
            if (_gradBias != null) WidePlane<T, TVector>.Clear(_gradBias, g.OutChannels);
        }
    }
}
