namespace Adjoint.Nn;

/// <summary>
/// What convolutions of one, two and three dimensions share: kernels, a bias a channel, and padding of any mode. Names of the state as in
/// PyTorch: <c>weight</c>, <c>bias</c>.
/// </summary>
public abstract partial class ConvolutionLayer : Module<Tensor, Tensor>
{
    private readonly ConvolutionSizes _sizes;

    private protected ConvolutionLayer(ConvolutionSizes sizes, bool bias, Generator? generator, Initializer? weightInitializer,
        Initializer? biasInitializer, DType dtype)
    {
        sizes.Check(TypeName);
        _sizes = sizes;
        Shape shape = [sizes.OutChannels, sizes.InChannels / sizes.Groups, .. sizes.KernelSize];
        (Weight, Bias) = KernelParameters.Create(
            shape, sizes.OutChannels, bias, generator ?? Generator.Default, weightInitializer, biasInitializer, dtype);
    }

    /// <summary>The kernels, [out channels, in channels / groups, ...].</summary>
    public Parameter Weight { get; }

    /// <summary>One number an output channel; null if left out.</summary>
    public Parameter? Bias { get; }

    /// <inheritdoc/>
    protected internal override string Hyperparameters =>
        $"{_sizes.InChannels} -> {_sizes.OutChannels}, kernel {string.Join("x", _sizes.KernelSize)}"
            + SizesText.Option("stride", Stride, 1) + PaddingText + SizesText.Option("dilation", Dilation, 1)
            + (Groups == 1 ? "" : $", groups {Groups}") + (Bias is null ? ", no bias" : "");

    private protected ReadOnlySpan<int> Stride => _sizes.Stride;

    private protected ReadOnlySpan<int> Dilation => _sizes.Dilation;

    private protected int Groups => _sizes.Groups;

    /// <summary>What the convolution itself has to pad behind <see cref="Padded"/>.</summary>
    private protected Padding UnpaddedRest => _sizes.Mode == PaddingMode.Zeros ? _sizes.Padding : default;

    /// <summary>The input with its padding around it, unless that is zeros, which the convolution adds at less cost.</summary>
    private protected Tensor Padded(Tensor input)
    {
        var axes = _sizes.KernelSize.Length;
        // The convolution itself tells of an input of the wrong rank.
        if (_sizes.Mode == PaddingMode.Zeros || input.Rank != axes + 2) return input;
        return input.Pad([(0, 0), (0, 0), .. _sizes.Around(TypeName)], _sizes.Mode);
    }

    private string PaddingText
    {
        get
        {
            if (_sizes.Padding.IsSame) return ", padding same" + ModeText;
            int[] each = [.. _sizes.Around(TypeName).Select(pair => pair.Before)];
            return each.AsSpan().ContainsAnyExcept(0) ? $", padding {SizesText.Of(each)}{ModeText}" : "";
        }
    }

    private string ModeText => _sizes.Mode switch
    {
        PaddingMode.Reflect => " reflect",
        PaddingMode.Replicate => " replicate",
        PaddingMode.Circular => " circular",
        _ => "",
    };
}
