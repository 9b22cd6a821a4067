using System.Runtime.Intrinsics;

namespace Adjoint.Backends.Cpu;

/// <summary>
/// Two-dimensional convolution (cross-correlation) of dense NCHW tensors and its two adjoints. Every result is overwritten; a bias may be
/// null. Padding contributes nothing, whatever it would be multiplied with.
/// </summary>
internal static unsafe class Convolution
{
    public static void Forward(in ConvolutionGeometry g, float* input, float* weight, float* bias, float* output)
    {
        if (Vector512.IsHardwareAccelerated)
            Forward<float, Vector512<float>, Vector512Lanes<float>>(g, input, weight, bias, output);
        else if (Vector256.IsHardwareAccelerated)
            Forward<float, Vector256<float>, Vector256Lanes<float>>(g, input, weight, bias, output);
        else
            Forward<float, Vector128<float>, Vector128Lanes<float>>(g, input, weight, bias, output);
    }

    public static void Forward(in ConvolutionGeometry g, double* input, double* weight, double* bias, double* output)
    {
        if (Vector512.IsHardwareAccelerated)
            Forward<double, Vector512<double>, Vector512Lanes<double>>(g, input, weight, bias, output);
        else if (Vector256.IsHardwareAccelerated)
            Forward<double, Vector256<double>, Vector256Lanes<double>>(g, input, weight, bias, output);
        else
            Forward<double, Vector128<double>, Vector128Lanes<double>>(g, input, weight, bias, output);
    }

    public static void BackwardInput(in ConvolutionGeometry g, float* gradOutput, float* weight, float* gradInput)
    {
        if (Vector512.IsHardwareAccelerated)
            BackwardInput<float, Vector512<float>, Vector512Lanes<float>>(g, gradOutput, weight, gradInput);
        else if (Vector256.IsHardwareAccelerated)
            BackwardInput<float, Vector256<float>, Vector256Lanes<float>>(g, gradOutput, weight, gradInput);
        else
            BackwardInput<float, Vector128<float>, Vector128Lanes<float>>(g, gradOutput, weight, gradInput);
    }

    public static void BackwardInput(in ConvolutionGeometry g, double* gradOutput, double* weight, double* gradInput)
    {
        if (Vector512.IsHardwareAccelerated)
            BackwardInput<double, Vector512<double>, Vector512Lanes<double>>(g, gradOutput, weight, gradInput);
        else if (Vector256.IsHardwareAccelerated)
            BackwardInput<double, Vector256<double>, Vector256Lanes<double>>(g, gradOutput, weight, gradInput);
        else
            BackwardInput<double, Vector128<double>, Vector128Lanes<double>>(g, gradOutput, weight, gradInput);
    }

    public static void BackwardWeight(in ConvolutionGeometry g, float* input, float* gradOutput, float* gradWeight, float* gradBias)
    {
        if (Vector512.IsHardwareAccelerated)
            BackwardWeight<float, Vector512<float>, Vector512Lanes<float>>(g, input, gradOutput, gradWeight, gradBias);
        else if (Vector256.IsHardwareAccelerated)
            BackwardWeight<float, Vector256<float>, Vector256Lanes<float>>(g, input, gradOutput, gradWeight, gradBias);
        else
            BackwardWeight<float, Vector128<float>, Vector128Lanes<float>>(g, input, gradOutput, gradWeight, gradBias);
    }

    public static void BackwardWeight(in ConvolutionGeometry g, double* input, double* gradOutput, double* gradWeight, double* gradBias)
    {
        if (Vector512.IsHardwareAccelerated)
            BackwardWeight<double, Vector512<double>, Vector512Lanes<double>>(g, input, gradOutput, gradWeight, gradBias);
        else if (Vector256.IsHardwareAccelerated)
            BackwardWeight<double, Vector256<double>, Vector256Lanes<double>>(g, input, gradOutput, gradWeight, gradBias);
        else
            BackwardWeight<double, Vector128<double>, Vector128Lanes<double>>(g, input, gradOutput, gradWeight, gradBias);
    }

    private static void Forward<T, TVector, TLanes>(in ConvolutionGeometry g, T* input, T* weight, T* bias, T* output)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
        where TVector : struct
        where TLanes : struct, IVectorLanes<TVector, T>
    {
        if (g.OutElements == 0) return;
        if (g is { PaddingHeight: 0, PaddingWidth: 0 } || Finite<T, TVector, TLanes>.All(weight, g.WeightElements))
            ConvolutionForward<T, TVector, TLanes>.Run(g, input, weight, bias, output);
        else
            ConvolutionByDefinition<T>.Forward(g, input, weight, bias, output);
    }

    private static void BackwardInput<T, TVector, TLanes>(in ConvolutionGeometry g, T* gradOutput, T* weight, T* gradInput)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
        where TVector : struct
        where TLanes : struct, IVectorLanes<TVector, T>
    {
        if (g.InElements == 0) return;
        if (g.OutElements > 0 && Finite<T, TVector, TLanes>.All(weight, g.WeightElements))
            ConvolutionBackwardInput<T, TVector, TLanes>.Run(g, gradOutput, weight, gradInput);
        else
            ConvolutionByDefinition<T>.BackwardInput(g, gradOutput, weight, gradInput);
    }

    private static void BackwardWeight<T, TVector, TLanes>(in ConvolutionGeometry g, T* input, T* gradOutput, T* gradWeight, T* gradBias)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
        where TVector : struct
        where TLanes : struct, IVectorLanes<TVector, T>
    {
        if (g.OutElements > 0 && g.WeightElements > 0)
        {
            ConvolutionBackwardWeight<T, TVector, TLanes>.Run(g, input, gradOutput, gradWeight, gradBias);
            return;
        }

        WidePlane<T, TVector, TLanes>.Clear(gradWeight, g.WeightElements);
        if (gradBias != null) WidePlane<T, TVector, TLanes>.Clear(gradBias, g.OutChannels);
    }
}
