namespace Adjoint.Nn;

/// <summary>
/// What transposed convolutions of one and two dimensions share: kernels and a bias a channel. Names of the state as in PyTorch:
/// <c>weight</c>, <c>bias</c>.
/// </summary>
public abstract partial class TransposedConvolutionLayer : Module<Tensor, Tensor>
{
    private readonly TransposedSizes _sizes;

    private protected TransposedConvolutionLayer(TransposedSizes sizes, bool bias, Generator? generator, Initializer? weightInitializer,
        Initializer? biasInitializer, DType dtype)
    {
        sizes.Check(TypeName);
        _sizes = sizes;
        Shape shape = [sizes.InChannels, sizes.OutChannels / sizes.Groups, .. sizes.KernelSize];
        (Weight, Bias) = KernelParameters.Create(
            shape, sizes.OutChannels, bias, generator ?? Generator.Default, weightInitializer, biasInitializer, dtype);
    }

    /// <summary>The kernels, [in channels, out channels / groups, ...].</summary>
    public Parameter Weight { get; }

    /// <summary>One number an output channel; null if left out.</summary>
    public Parameter? Bias { get; }

    /// <inheritdoc/>
    protected internal override string Hyperparameters =>
        $"{_sizes.InChannels} -> {_sizes.OutChannels}, kernel {string.Join("x", _sizes.KernelSize)}"
            + SizesText.Option("stride", Stride, 1) + SizesText.Option("padding", Padding, 0)
            + SizesText.Option("output padding", OutputPadding, 0) + SizesText.Option("dilation", Dilation, 1)
            + (Groups == 1 ? "" : $", groups {Groups}") + (Bias is null ? ", no bias" : "");

    private protected ReadOnlySpan<int> Stride => _sizes.Stride;

    private protected ReadOnlySpan<int> Padding => _sizes.Padding;

    private protected ReadOnlySpan<int> OutputPadding => _sizes.OutputPadding;

    private protected ReadOnlySpan<int> Dilation => _sizes.Dilation;

    private protected int Groups => _sizes.Groups;
}

/// <summary>The hyper-parameters of a transposed convolution, one number a dimension of the kernel.</summary>
internal sealed record TransposedSizes(int InChannels, int OutChannels, int[] KernelSize, int[] Stride, int[] Padding, int[] OutputPadding,
    int[] Dilation, int Groups)
{
    public void Check(string layer)
    {
        new ConvolutionSizes(InChannels, OutChannels, KernelSize, Stride, default, Dilation, Groups, PaddingMode.Zeros).Check(layer);
        CheckPadding(layer, Padding, OutputPadding);
    }

    private void CheckPadding(string layer, int[] padding, int[] outputPadding)
    {
        LayerArgument.AtLeast(0, padding, layer);
        LayerArgument.AtLeast(0, outputPadding, layer);
        for (var axis = 0; axis < Stride.Length; axis++)
        {
            if (outputPadding[axis] < Math.Max(Stride[axis], Dilation[axis])) continue;
            throw new ArgumentOutOfRangeException(nameof(outputPadding), $"{layer}: outputPadding must be less than stride "
                + $"{SizesText.Of(Stride, ", ")} or dilation {SizesText.Of(Dilation, ", ")}, and is {SizesText.Of(outputPadding, ", ")}.");
        }
    }
}
