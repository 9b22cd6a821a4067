using Adjoint.Nn;

namespace Adjoint.Models;

/// <summary>
/// The residual block of two 3x3 convolutions of He et al. (2016; BI lecture 2): relu(bn(conv(relu(bn(conv(x))))) + shortcut(x)). Input
/// [batch, in channels, H, W], output [batch, out channels, H/stride, W/stride] (PyTorch: torchvision's <c>BasicBlock</c>).
/// </summary>
public sealed partial class BasicBlock : Module<Tensor, Tensor>
{
    private readonly Conv2d _conv1;
    private readonly BatchNorm2d _bn1;
    private readonly ReLU _relu = new();
    private readonly Conv2d _conv2;
    private readonly BatchNorm2d _bn2;
    private readonly Module<Tensor, Tensor>? _downsample;

    /// <summary>Makes the block and draws its first values: kernels by <see cref="KaimingNormal"/> of the fan-out.</summary>
    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="outChannels">Channels of the output.</param>
    /// <param name="stride">Step of the first convolution.</param>
    /// <param name="shortcut">What brings the input to the output's shape; null where it has that shape.</param>
    /// <param name="generator">Randomness for the first values; <see cref="Generator.Default"/> if omitted.</param>
    /// <exception cref="ArgumentException">A size is less than 1.</exception>
    public BasicBlock(int inChannels, int outChannels, int stride = 1, Module<Tensor, Tensor>? shortcut = null,
        Generator? generator = null)
    {
        _conv1 = ResidualConvolution.New(inChannels, outChannels, 3, stride, generator);
        _bn1 = new BatchNorm2d(outChannels);
        _conv2 = ResidualConvolution.New(outChannels, outChannels, 3, 1, generator);
        _bn2 = new BatchNorm2d(outChannels);
        _downsample = shortcut;
    }

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input)
    {
        var inner = _relu.Forward(_bn1.Forward(_conv1.Forward(input)));
        var outer = _bn2.Forward(_conv2.Forward(inner));
        return _relu.Forward(outer + (_downsample?.Forward(input) ?? input));
    }
}
