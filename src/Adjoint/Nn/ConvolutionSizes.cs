namespace Adjoint.Nn;

/// <summary>The hyper-parameters that convolution layers share, one number a dimension of the kernel.</summary>
internal sealed record ConvolutionSizes(
    int InChannels, int OutChannels, int[] KernelSize, int[] Stride, Padding Padding, int[] Dilation, int Groups, PaddingMode Mode)
{
    /// <summary>The padding before and after each dimension.</summary>
    public (int Before, int After)[] Around(string layer) => Padding.Around(layer, KernelSize, Dilation);

    public void Check(string layer)
    {
        var (inChannels, outChannels, kernelSize, stride, padding, dilation, groups, _) = this;
        LayerArgument.AtLeast(1, inChannels, layer);
        LayerArgument.AtLeast(1, outChannels, layer);
        LayerArgument.AtLeast(1, kernelSize, layer);
        LayerArgument.AtLeast(1, stride, layer);
        LayerArgument.AtLeast(1, dilation, layer);
        LayerArgument.AtLeast(1, groups, layer);
        CheckPadding(layer, padding);
        LayerArgument.Groups(inChannels, outChannels, groups, layer);
    }

    private void CheckPadding(string layer, Padding padding)
    {
        if (!Enum.IsDefined(Mode)) throw new ArgumentOutOfRangeException(nameof(layer), $"{layer}: there is no padding mode {Mode}.");
        if (padding.IsSame && Stride.AsSpan().ContainsAnyExcept(1))
        {
            throw new ArgumentException(
                $"{layer}: padding 'same' keeps the size of the input only with stride 1, and the stride is {SizesText.Of(Stride, ", ")}.");
        }
        _ = Around(layer);
    }
}
