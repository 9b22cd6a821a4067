namespace Adjoint.Backends.Cpu;

internal sealed partial class CpuBackend
{
    internal override unsafe void MaxPool(in PoolingGeometry geometry, Tensor input, Tensor result, Tensor? positions)
    {
        fixed (long* p = positions is null ? default : Elements<long>(positions))
        {
            if (result.DType == DType.Float32)
            {
                fixed (float* x = Elements<float>(input), y = Elements<float>(result)) Pooling.MaxForward(geometry, x, y, p);
            }
            else
            {
                fixed (double* x = Elements<double>(input), y = Elements<double>(result)) Pooling.MaxForward(geometry, x, y, p);
            }
        }
        KeepAlive(input, result, positions ?? result);
    }

    internal override unsafe void MaxPoolBackward(in PoolingGeometry geometry, Tensor gradient, Tensor positions, Tensor result)
    {
        fixed (long* p = Elements<long>(positions))
        {
            if (result.DType == DType.Float32)
            {
                fixed (float* g = Elements<float>(gradient), x = Elements<float>(result)) Pooling.MaxBackward(geometry, g, p, x);
            }
            else
            {
                fixed (double* g = Elements<double>(gradient), x = Elements<double>(result)) Pooling.MaxBackward(geometry, g, p, x);
            }
        }
        KeepAlive(gradient, positions, result);
    }

    internal override unsafe void MaxPoolGather(in PoolingGeometry geometry, Tensor values, Tensor positions, Tensor result)
    {
        fixed (long* p = Elements<long>(positions))
        {
            if (result.DType == DType.Float32)
            {
                fixed (float* x = Elements<float>(values), y = Elements<float>(result)) Pooling.MaxGather(geometry, x, p, y);
            }
            else
            {
                fixed (double* x = Elements<double>(values), y = Elements<double>(result)) Pooling.MaxGather(geometry, x, p, y);
            }
        }
        KeepAlive(values, positions, result);
    }

    internal override unsafe void AveragePool(in PoolingGeometry geometry, bool countIncludePad, Tensor input, Tensor result)
    {
        if (result.DType == DType.Float32)
        {
            fixed (float* x = Elements<float>(input), y = Elements<float>(result))
            {
                Pooling.AverageForward(geometry, x, y, countIncludePad);
            }
        }
        else
        {
            fixed (double* x = Elements<double>(input), y = Elements<double>(result))
            {
                Pooling.AverageForward(geometry, x, y, countIncludePad);
            }
        }
        KeepAlive(input, result);
    }

    internal override unsafe void AveragePoolBackward(in PoolingGeometry geometry, bool countIncludePad, Tensor gradient, Tensor result)
    {
        if (result.DType == DType.Float32)
        {
            fixed (float* g = Elements<float>(gradient), x = Elements<float>(result))
            {
                Pooling.AverageBackward(geometry, g, x, countIncludePad);
            }
        }
        else
        {
            fixed (double* g = Elements<double>(gradient), x = Elements<double>(result))
            {
                Pooling.AverageBackward(geometry, g, x, countIncludePad);
            }
        }
        KeepAlive(gradient, result);
    }
}
