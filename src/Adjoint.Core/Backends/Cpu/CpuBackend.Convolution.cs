using ConvolutionKernels = Adjoint.Backends.Cpu.Convolution;

namespace Adjoint.Backends.Cpu;

internal sealed partial class CpuBackend
{
    internal override unsafe void Convolution(
        in ConvolutionGeometry geometry, Tensor input, Tensor weight, Tensor? bias, bool rectify, Tensor result)
    {
        if (result.DType == DType.Float32)
        {
            fixed (float* x = Elements<float>(input), w = Elements<float>(weight))
            fixed (float* b = Elements<float>(bias), y = Elements<float>(result))
            {
                ConvolutionKernels.Forward(geometry, x, w, b, rectify, y);
            }
        }
        else
        {
            fixed (double* x = Elements<double>(input), w = Elements<double>(weight))
            fixed (double* b = Elements<double>(bias), y = Elements<double>(result))
            {
                ConvolutionKernels.Forward(geometry, x, w, b, rectify, y);
            }
        }
        KeepAlive(input, weight, bias, result);
    }

    internal override unsafe void ConvolutionBackwardInput(in ConvolutionGeometry geometry, Tensor gradient, Tensor weight, Tensor result)
    {
        if (result.DType == DType.Float32)
        {
            fixed (float* g = Elements<float>(gradient), w = Elements<float>(weight), x = Elements<float>(result))
            {
                ConvolutionKernels.BackwardInput(geometry, g, w, x);
            }
        }
        else
        {
            fixed (double* g = Elements<double>(gradient), w = Elements<double>(weight), x = Elements<double>(result))
            {
                ConvolutionKernels.BackwardInput(geometry, g, w, x);
            }
        }
        KeepAlive(gradient, weight, result);
    }

    internal override unsafe void ConvolutionBackwardWeight(
        in ConvolutionGeometry geometry, Tensor input, Tensor gradient, Tensor result, Tensor? biasResult)
    {
        if (result.DType == DType.Float32)
        {
            fixed (float* x = Elements<float>(input), g = Elements<float>(gradient))
            fixed (float* w = Elements<float>(result), b = Elements<float>(biasResult))
            {
                ConvolutionKernels.BackwardWeight(geometry, x, g, w, b);
            }
        }
        else
        {
            fixed (double* x = Elements<double>(input), g = Elements<double>(gradient))
            fixed (double* w = Elements<double>(result), b = Elements<double>(biasResult))
            {
                ConvolutionKernels.BackwardWeight(geometry, x, g, w, b);
            }
        }
        KeepAlive(input, gradient, result, biasResult);
    }

    /// <summary>The elements of a row-major tensor, for pinning; nothing for none.</summary>
    private static Span<T> Elements<T>(Tensor? x) where T : unmanaged => x is null ? default : x.Values<T>();

    /// <summary>A pointer or span does not hold its tensor: what a kernel works on must not go back to the pool meanwhile.</summary>
    private static void KeepAlive(Tensor? first, Tensor? second = null, Tensor? third = null, Tensor? fourth = null)
    {
        GC.KeepAlive(first);
        GC.KeepAlive(second);
        GC.KeepAlive(third);
        GC.KeepAlive(fourth);
    }
}
