namespace Adjoint.Backends;

/// <summary>A pooling over planes of H x W; a plane is one channel of one example.</summary>
internal readonly record struct PoolingGeometry(
    int Planes, int InHeight, int InWidth, int KernelHeight, int KernelWidth,
    int StrideHeight, int StrideWidth, int PaddingHeight, int PaddingWidth, bool CeilMode)
{
    public int OutHeight { get; } = OutSize(InHeight, KernelHeight, StrideHeight, PaddingHeight, CeilMode);

    public int OutWidth { get; } = OutSize(InWidth, KernelWidth, StrideWidth, PaddingWidth, CeilMode);

    private static int OutSize(int size, int kernel, int stride, int padding, bool ceilMode)
    {
        var room = size + 2 * padding - kernel;
        var count = (ceilMode ? (room + stride - 1) / stride : room / stride) + 1;
        // The last window must begin inside the input or its left padding (PyTorch's rule for ceil mode).
        return ceilMode && (count - 1) * stride >= size + padding ? count - 1 : count;
    }
}
