using Adjoint.Nn;

namespace Adjoint.Models;

/// <summary>
/// The residual network for CIFAR-10 of He et al. (2016, section 4.2): a 3x3 convolution, three stages of n basic blocks with 16, 32 and
/// 64 channels, the second and third halving the image by identity shortcuts without parameters (option A), and the average of each
/// channel under a linear layer: 6n + 2 layers. [batch, channels, H, W] to scores [batch, classes]. ResNet-20 (n = 3) has 269,722
/// parameters for ten classes.
/// </summary>
public sealed partial class CifarResNet : Module<Tensor, Tensor>, INamedModel
{
    private const int Width = 16;

    private readonly Conv2d _conv1;
    private readonly BatchNorm2d _bn1 = new(Width);
    private readonly ReLU _relu = new();
    private readonly Sequential _layer1;
    private readonly Sequential _layer2;
    private readonly Sequential _layer3;
    private readonly AdaptiveAvgPool2d _avgpool = new(1);
    private readonly Linear _fc;
    private readonly int _inChannels;

    /// <summary>Makes the network and draws its first values: kernels by <see cref="KaimingNormal"/> of the fan-out.</summary>
    /// <param name="blocks">n, the number of blocks of each stage; 3 makes ResNet-20.</param>
    /// <param name="classes">The number of scores.</param>
    /// <param name="inChannels">Channels of the images.</param>
    /// <param name="generator">Randomness for the first values; <see cref="Generator.Default"/> if omitted.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is less than 1.</exception>
    public CifarResNet(int blocks = 3, int classes = 10, int inChannels = 3, Generator? generator = null)
    {
        ImageInput.RequireSizes(nameof(CifarResNet), inChannels, classes);
        _inChannels = inChannels;
        _conv1 = ResidualConvolution.New(inChannels, Width, 3, 1, generator);
        _layer1 = ResidualStage.New(Width, Width, blocks, 1, ZeroPadded, generator);
        _layer2 = ResidualStage.New(Width, 2 * Width, blocks, 2, ZeroPadded, generator);
        _layer3 = ResidualStage.New(2 * Width, 4 * Width, blocks, 2, ZeroPadded, generator);
        _fc = new Linear(4 * Width, classes, generator: generator);
    }

    /// <inheritdoc/>
    public static IEnumerable<ModelEntry> Entries =>
    [
        new("resnet20", "ResNet-20 for CIFAR-10 (He et al., 2016): nine blocks of 16, 32 and 64 channels", [3, 32, 32],
            (settings, generator) => new CifarResNet(3, settings.Outputs, settings.InputShape[0], generator),
            new TrainingDefaults(30, 128, "sgd", 0.1, "one-cycle")) { LeastImageSize = 1 },
    ];

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input)
    {
        ImageInput.Require(nameof(CifarResNet), input, _inChannels, 1);
        var maps = _relu.Forward(_bn1.Forward(_conv1.Forward(input)));
        maps = _layer3.Forward(_layer2.Forward(_layer1.Forward(maps)));
        return _fc.Forward(_avgpool.Forward(maps).Flatten(1));
    }

    private static ZeroPaddedShortcut ZeroPadded(int inChannels, int outChannels, int stride, Generator? generator) =>
        new(outChannels, stride);
}
