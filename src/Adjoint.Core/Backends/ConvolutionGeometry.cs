namespace Adjoint.Backends;

internal readonly record struct ConvolutionGeometry(
    int Batch, int InChannels, int InHeight, int InWidth, int OutChannels, int KernelHeight, int KernelWidth,
    int StrideHeight, int StrideWidth, int PaddingHeight, int PaddingWidth, int DilationHeight, int DilationWidth, int Groups)
{
    public int OutHeight { get; } = OutSize(InHeight, KernelHeight, StrideHeight, PaddingHeight, DilationHeight);

    public int OutWidth { get; } = OutSize(InWidth, KernelWidth, StrideWidth, PaddingWidth, DilationWidth);

    // (H + 2p - d(k - 1) - 1)/s + 1
    public static int OutSize(int size, int kernel, int stride, int padding, int dilation) =>
        (size + 2 * padding - dilation * (kernel - 1) - 1) / stride + 1;
}
