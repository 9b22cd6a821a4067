namespace Adjoint.Backends;

/// <summary>
/// The sizes of one two-dimensional pooling of <paramref name="Planes"/> (batch times channels) dense planes. With
/// <paramref name="CeilMode"/> a window may hang over the far edge, if it begins inside the input or its near padding. Padding is at most
/// half the kernel, so that no window lies outside the input.
/// </summary>
internal readonly record struct PoolingGeometry(
    int Planes, int InHeight, int InWidth, int KernelHeight, int KernelWidth, int StrideHeight, int StrideWidth,
    int PaddingHeight, int PaddingWidth, bool CeilMode)
{
    public int OutHeight => OutSize(InHeight, KernelHeight, StrideHeight, PaddingHeight, CeilMode);

    public int OutWidth => OutSize(InWidth, KernelWidth, StrideWidth, PaddingWidth, CeilMode);

    public int InPlane => InHeight * InWidth;

    public int OutPlane => OutHeight * OutWidth;

    private static int OutSize(int size, int kernel, int stride, int padding, bool ceilMode)
    {
        var free = size + 2 * padding - kernel;
        if (free < 0 && !ceilMode) return 0;
        var last = (int)Math.Floor((double)(free + (ceilMode ? stride - 1 : 0)) / stride);
        if (ceilMode && last * stride >= size + padding) last--;
        return Math.Max(0, last + 1);
    }
}
