namespace Adjoint.Nn;

/// <summary>What poolings whose windows slide share: the windows, which may overlap, and how they print.</summary>
public abstract class PoolingLayer : Module<Tensor, Tensor>
{
    private readonly PoolingSizes _sizes;

    private protected PoolingLayer(PoolingSizes sizes)
    {
        LayerArgument.Window(sizes.KernelSize, sizes.Stride, sizes.Padding, TypeName);
        LayerArgument.AtLeast(1, sizes.Dilation, TypeName, "dilation");
        _sizes = sizes;
    }

    /// <inheritdoc/>
    protected internal override string Hyperparameters =>
        string.Join("x", KernelSize.ToArray()) + (Stride.SequenceEqual(KernelSize) ? "" : $", stride {SizesText.Of(Stride)}")
            + SizesText.Option("padding", Padding, 0) + SizesText.Option("dilation", Dilation, 1) + (CeilMode ? ", ceil mode" : "");

    private protected ReadOnlySpan<int> KernelSize => _sizes.KernelSize;

    private protected ReadOnlySpan<int> Stride => _sizes.Stride;

    private protected ReadOnlySpan<int> Padding => _sizes.Padding;

    private protected ReadOnlySpan<int> Dilation => _sizes.Dilation;

    private protected bool CeilMode => _sizes.CeilMode;
}

/// <summary>The windows of a pooling, one number a dimension.</summary>
internal sealed record PoolingSizes(int[] KernelSize, int[] Stride, int[] Padding, int[] Dilation, bool CeilMode);
