using Adjoint.Nn;

namespace Adjoint.Models;

/// <summary>
/// An auxiliary classifier of <see cref="GoogLeNet"/> (Szegedy et al., 2015): average pooling to 4x4, a 1x1 convolution to 128 channels and
/// two linear layers with 70% dropout, so that gradients enter the middle of the network directly. Input [batch, in channels, H, W],
/// output scores [batch, classes] (PyTorch: torchvision's <c>InceptionAux</c>).
/// </summary>
public sealed partial class InceptionHead : Module<Tensor, Tensor>
{
    private const int Grid = 4;
    private const int Width = 128;

    private readonly AvgPool2d? _pool;
    private readonly AdaptiveAvgPool2d _avgpool = new(Grid);
    private readonly ConvolutionUnit _conv;
    private readonly Linear _fc1;
    private readonly ReLU _relu = new();
    private readonly Dropout _dropout;
    private readonly Linear _fc2;

    /// <summary>Makes the classifier and draws its first values.</summary>
    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="classes">The number of scores.</param>
    /// <param name="form">The paper pools by 5x5 windows with stride 3, torchvision adaptively.</param>
    /// <param name="generator">Randomness for the first values and for dropout; <see cref="Generator.Default"/> if omitted.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1.</exception>
    public InceptionHead(int inChannels, int classes, GoogLeNetForm form = GoogLeNetForm.BatchNorm, Generator? generator = null)
    {
        var hasBatchNorm = form == GoogLeNetForm.BatchNorm;
        if (form == GoogLeNetForm.Original) _pool = new AvgPool2d(5, stride: 3);
        _conv = new ConvolutionUnit(inChannels, Width, 1, hasBatchNorm: hasBatchNorm, generator: generator);
        Initializer weights = hasBatchNorm ? new Normal(0, 0.01) : new KaimingNormal();
        _fc1 = new Linear(Width * Grid * Grid, 1024, generator: generator, weightInitializer: weights);
        _dropout = new Dropout(0.7, generator);
        _fc2 = new Linear(1024, classes, generator: generator, weightInitializer: new Normal(0, 0.01));
    }

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input)
    {
        var maps = _conv.Forward(_avgpool.Forward(_pool?.Forward(input) ?? input));
        return _fc2.Forward(_dropout.Forward(_relu.Forward(_fc1.Forward(maps.Flatten(1)))));
    }
}
