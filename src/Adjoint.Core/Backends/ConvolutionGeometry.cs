namespace Adjoint.Backends;

/// <summary>
/// The sizes of one two-dimensional convolution; every tensor is dense, N x C x H x W, the weight Co x Ci/groups x Kh x Kw.
/// </summary>
internal readonly record struct ConvolutionGeometry(
    int Batch, int InChannels, int InHeight, int InWidth, int OutChannels, int KernelHeight, int KernelWidth,
    int StrideHeight, int StrideWidth, int PaddingHeight, int PaddingWidth, int DilationHeight, int DilationWidth, int Groups)
{
    public int OutHeight => OutSize(InHeight, KernelHeight, StrideHeight, PaddingHeight, DilationHeight);

    public int OutWidth => OutSize(InWidth, KernelWidth, StrideWidth, PaddingWidth, DilationWidth);

    public int InChannelsPerGroup => InChannels / Groups;

    public int OutChannelsPerGroup => OutChannels / Groups;

    /// <summary>Weights of one output channel: Ci/groups x Kh x Kw.</summary>
    public int Taps => InChannelsPerGroup * KernelHeight * KernelWidth;

    public int InPlane => InHeight * InWidth;

    public int OutPlane => OutHeight * OutWidth;

    public long InElements => (long)Batch * InChannels * InPlane;

    public long OutElements => (long)Batch * OutChannels * OutPlane;

    public long WeightElements => (long)OutChannels * Taps;

    /// <summary>Whether every output reads one place of the input, its own.</summary>
    public bool IsPointwise => this is
    {
        KernelHeight: 1, KernelWidth: 1, StrideHeight: 1, StrideWidth: 1, PaddingHeight: 0, PaddingWidth: 0
    };

    public bool IsPadded => PaddingHeight > 0 || PaddingWidth > 0;

    private static int OutSize(int size, int kernel, int stride, int padding, int dilation)
    {
        var free = size + 2 * padding - dilation * (kernel - 1) - 1;
        return free < 0 ? 0 : free / stride + 1;
    }
}
