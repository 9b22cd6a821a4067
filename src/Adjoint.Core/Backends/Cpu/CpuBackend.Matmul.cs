namespace Adjoint.Backends.Cpu;

internal sealed partial class CpuBackend
{
    internal override unsafe void Matmul(Tensor x, Tensor y, Tensor? bias, Tensor result)
    {
        if (result.ElementCount > 0)
        {
            var denseBias = bias is null || bias.IsContiguous ? bias : MakeDense(bias);
            if (result.DType == DType.Float32) MatmulSingle(x, y, denseBias, result);
            else MatmulDouble(x, y, denseBias, result);
            if (!ReferenceEquals(denseBias, bias)) denseBias!.Storage.Release();
        }
        KeepAlive(x, y, bias, result);
    }

    private static unsafe void MatmulSingle(Tensor x, Tensor y, Tensor? bias, Tensor result)
    {
        var (batch, m, n, k) = (result.Shape[0], result.Shape[1], result.Shape[2], x.Shape[2]);
        fixed (float* a = Elements<float>(x), b = Elements<float>(y), c = Elements<float>(result), added = Elements<float>(bias))
        {
            Gemm.MultiplyBatched(batch, m, n, k, a, x.Strides[0], x.Strides[1], x.Strides[2], b, y.Strides[0], y.Strides[1], y.Strides[2],
                c, result.Strides[0], result.Strides[1], accumulate: false, added);
        }
    }

    private static unsafe void MatmulDouble(Tensor x, Tensor y, Tensor? bias, Tensor result)
    {
        var (batch, m, n, k) = (result.Shape[0], result.Shape[1], result.Shape[2], x.Shape[2]);
        fixed (double* a = Elements<double>(x), b = Elements<double>(y), c = Elements<double>(result), added = Elements<double>(bias))
        {
            Gemm.MultiplyBatched(batch, m, n, k, a, x.Strides[0], x.Strides[1], x.Strides[2], b, y.Strides[0], y.Strides[1], y.Strides[2],
                c, result.Strides[0], result.Strides[1], accumulate: false, added);
        }
    }
}
