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
        fixed (float* a = x.Values<float>(), b = y.Values<float>(), c = result.Values<float>(), added = bias is null ? default : bias.Values<float>())
        {
            Gemm.MultiplyBatched(batch, m, n, k, a, x.Strides[0], x.Strides[1], x.Strides[2], b, y.Strides[0], y.Strides[1], y.Strides[2],
                c, result.Strides[0], result.Strides[1], accumulate: false, added);
        }
    }

    private static unsafe void MatmulDouble(Tensor x, Tensor y, Tensor? bias, Tensor result)
    {
        var (batch, m, n, k) = (result.Shape[0], result.Shape[1], result.Shape[2], x.Shape[2]);
        fixed (double* a = x.Values<double>(), b = y.Values<double>(), c = result.Values<double>(), added = bias is null ? default : bias.Values<double>())
        {
            Gemm.MultiplyBatched(batch, m, n, k, a, x.Strides[0], x.Strides[1], x.Strides[2], b, y.Strides[0], y.Strides[1], y.Strides[2],
                c, result.Strides[0], result.Strides[1], accumulate: false, added);
        }
    }
}
