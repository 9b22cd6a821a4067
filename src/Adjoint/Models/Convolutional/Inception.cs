using Adjoint.Nn;

namespace Adjoint.Models;

/// <summary>
/// An inception module (Szegedy et al., 2015; TUM lecture 5): 1x1, 3x3 and 5x5 convolutions, the larger ones behind 1x1 convolutions that
/// reduce the channels, and a maximum pooling with a 1x1 convolution, side by side, their channels put one behind the other. Input [batch,
/// in channels, H, W], output [batch, out channels, H, W] (PyTorch: torchvision's <c>Inception</c>).
/// </summary>
public sealed partial class Inception : Module<Tensor, Tensor>
{
    private readonly ConvolutionUnit _branch1;
    private readonly Sequential _branch2;
    private readonly Sequential _branch3;
    private readonly Sequential _branch4;

    /// <summary>Makes the module and draws its first values.</summary>
    /// <param name="widths">Channels of the input and of all convolutions.</param>
    /// <param name="form">Whether batch normalisation follows the convolutions, and the kernels of the third branch.</param>
    /// <param name="generator">Randomness for the first values; <see cref="Generator.Default"/> if omitted.</param>
    /// <exception cref="ArgumentOutOfRangeException">A width is less than 1.</exception>
    public Inception(InceptionWidths widths, GoogLeNetForm form = GoogLeNetForm.BatchNorm, Generator? generator = null)
    {
        // torchvision took 3x3 from the TensorFlow original and kept it for the sake of its weights.
        var five = form == GoogLeNetForm.BatchNorm ? 3 : 5;
        _branch1 = Unit(widths.Input, widths.One, 1);
        _branch2 = [Unit(widths.Input, widths.ThreeReduced, 1), Unit(widths.ThreeReduced, widths.Three, 3)];
        _branch3 = [Unit(widths.Input, widths.FiveReduced, 1), Unit(widths.FiveReduced, widths.Five, five)];
        _branch4 = [new MaxPool2d(3, stride: 1, padding: 1, ceilMode: true), Unit(widths.Input, widths.Pool, 1)];

        ConvolutionUnit Unit(int inputs, int outputs, int kernelSize) => new(inputs, outputs, kernelSize, padding: kernelSize / 2,
            hasBatchNorm: form == GoogLeNetForm.BatchNorm, generator: generator);
    }

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => Tensor.Concat(
        [_branch1.Forward(input), _branch2.Forward(input), _branch3.Forward(input), _branch4.Forward(input)], 1);
}
