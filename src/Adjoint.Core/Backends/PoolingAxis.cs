namespace Adjoint.Backends;

/// <summary>
/// How the windows of a pooling lie along one axis: of one size, sliding in steps, or as many as wanted, sharing the axis
/// (<see cref="Adaptive"/>). In ceil mode a window may hang over the far edge, if it begins inside the input or its near padding. Padding
/// is at most half the kernel, so that no window without dilation lies outside the input.
/// </summary>
internal readonly record struct PoolingAxis
{
    private PoolingAxis(int size, int kernel, int stride, int padding, int dilation, int outSize, bool isAdaptive)
    {
        Size = size;
        Kernel = kernel;
        Stride = stride;
        Padding = padding;
        Dilation = dilation;
        OutSize = outSize;
        IsAdaptive = isAdaptive;
    }

    public int Size { get; }

    public int Kernel { get; }

    public int Stride { get; }

    public int Padding { get; }

    public int Dilation { get; }

    /// <summary>The number of windows.</summary>
    public int OutSize { get; }

    /// <summary>True if the windows may differ in size.</summary>
    public bool IsAdaptive { get; }

    /// <summary>From the first to the last place of a window, both counted.</summary>
    public int Reach => Dilation * (Kernel - 1) + 1;

    /// <summary>True if the one window is the whole axis.</summary>
    public bool IsWhole => OutSize == 1 && Padding == 0 && Dilation == 1 && (IsAdaptive || Kernel >= Size);

    public static PoolingAxis Sliding(int size, int kernel, int stride, int padding = 0, bool ceilMode = false, int dilation = 1)
    {
        var free = size + 2L * padding - dilation * (kernel - 1L) - 1;
        if (free < 0 && !ceilMode) return new PoolingAxis(size, kernel, stride, padding, dilation, 0, isAdaptive: false);
        // A kernel larger than the input has one window in ceil mode, if less than a step is missing.
        var last = free < 0 && free <= -stride ? -1 : (free + (ceilMode ? stride - 1L : 0)) / stride;
        if (ceilMode && last * stride >= (long)size + padding) last--;
        return new PoolingAxis(size, kernel, stride, padding, dilation, (int)Math.Max(0, last + 1), isAdaptive: false);
    }

    /// <summary>
    /// Windows from floor(i size/out) to ceil((i + 1) size/out), as PyTorch's adaptive pooling has them; equal ones if the sizes divide.
    /// </summary>
    public static PoolingAxis Adaptive(int size, int outSize) => outSize > 0 && size % outSize == 0 && size > 0
        ? Sliding(size, size / outSize, size / outSize)
        : new PoolingAxis(size, 1, 1, 0, 1, outSize, isAdaptive: true);

    public PoolingWindow Window(int index)
    {
        if (IsAdaptive)
        {
            var first = (int)((long)index * Size / OutSize);
            var last = (int)(((index + 1L) * Size + OutSize - 1) / OutSize);
            return new PoolingWindow(first, last, 1, last - first);
        }
        var start = index * Stride - Padding;
        var padded = (int)Math.Min((long)start + Kernel, (long)Size + Padding) - start;
        var end = (int)Math.Min((long)start + Reach, Size);
        if (start < 0) start += (Dilation - 1 - start) / Dilation * Dilation;
        return new PoolingWindow(start, end, Dilation, padded);
    }
}
