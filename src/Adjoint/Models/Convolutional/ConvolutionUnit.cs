using Adjoint.Nn;

namespace Adjoint.Models;

/// <summary>
/// A convolution, batch normalisation if there is one, and ReLU: what GoogLeNet is made of (PyTorch: torchvision's <c>BasicConv2d</c>).
/// Input [batch, in channels, H, W], output [batch, out channels, (H + 2p - k)/s + 1, ...].
/// </summary>
public sealed partial class ConvolutionUnit : Module<Tensor, Tensor>
{
    private readonly Conv2d _conv;
    private readonly BatchNorm2d? _bn;
    private readonly ReLU _relu = new();

    /// <summary>Makes the unit and draws its first values: kernels normal with deviation 0.01, or with batch normalisation left out by
    /// <see cref="KaimingNormal"/>, since nothing would restore the scale behind them.</summary>
    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="outChannels">Channels of the output.</param>
    /// <param name="kernelSize">Height and width of the kernels.</param>
    /// <param name="stride">Step between windows.</param>
    /// <param name="padding">Zeros around the image.</param>
    /// <param name="hasBatchNorm">True for batch normalisation in place of a bias.</param>
    /// <param name="generator">Randomness for the first values; <see cref="Generator.Default"/> if omitted.</param>
    /// <exception cref="ArgumentException">A size is out of its range.</exception>
    public ConvolutionUnit(int inChannels, int outChannels, int kernelSize, int stride = 1, int padding = 0, bool hasBatchNorm = true,
        Generator? generator = null)
    {
        // torchvision cuts the distribution at -2 and 2, 200 deviations away, where there is nothing to cut.
        Initializer weights = hasBatchNorm ? new Normal(0, 0.01) : new KaimingNormal();
        _conv = new Conv2d(inChannels, outChannels, kernelSize, stride, padding, bias: !hasBatchNorm, generator: generator,
            weightInitializer: weights, biasInitializer: new Zeros());
        if (hasBatchNorm) _bn = new BatchNorm2d(outChannels, epsilon: 0.001);
    }

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input)
    {
        if (_bn is null && Conv2d.MayFuse) return _conv.ForwardRelu(input);
        var maps = _conv.Forward(input);
        return _relu.Forward(_bn?.Forward(maps) ?? maps);
    }
}
