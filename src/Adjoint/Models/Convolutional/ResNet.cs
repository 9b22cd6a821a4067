using Adjoint.Nn;

namespace Adjoint.Models;

/// <summary>
/// A residual network of basic blocks (He et al., 2016; BI lecture 2): a stem, four stages of 64, 128, 256 and 512 channels, each but the
/// first halving the image by a projection shortcut, and the average of each channel under a linear layer. [batch, channels, H, W] to
/// scores [batch, classes]. ResNet-18 has 2, 2, 2, 2 blocks and 11,689,512 parameters for 1000 classes, ResNet-34 has 3, 4, 6, 3 and
/// 21,797,672. Names of the state as in torchvision (PyTorch: <c>torchvision.models.resnet18</c>, <c>resnet34</c>).
/// </summary>
public sealed partial class ResNet : Module<Tensor, Tensor>, INamedModel
{
    private const int Width = 64;

    private readonly Conv2d _conv1;
    private readonly BatchNorm2d _bn1 = new(Width);
    private readonly ReLU _relu = new();
    private readonly MaxPool2d? _maxpool;
    private readonly Sequential _layer1;
    private readonly Sequential _layer2;
    private readonly Sequential _layer3;
    private readonly Sequential _layer4;
    private readonly AdaptiveAvgPool2d _avgpool = new(1);
    private readonly Linear _fc;
    private readonly int _inChannels;

    /// <summary>Makes the network and draws its first values as torchvision does: kernels by <see cref="KaimingNormal"/> of the
    /// fan-out.</summary>
    /// <param name="blocks">The number of blocks of each of the four stages, such as 2, 2, 2, 2.</param>
    /// <param name="classes">The number of scores.</param>
    /// <param name="stem">How it begins.</param>
    /// <param name="inChannels">Channels of the images.</param>
    /// <param name="generator">Randomness for the first values; <see cref="Generator.Default"/> if omitted.</param>
    /// <exception cref="ArgumentException">There are not four stages, or a number is less than 1.</exception>
    public ResNet(ReadOnlySpan<int> blocks, int classes = 1000, ResNetStem stem = ResNetStem.ImageNet, int inChannels = 3,
        Generator? generator = null)
    {
        if (blocks.Length != 4)
        {
            throw new ArgumentException(
                $"ResNet: has four stages, and the numbers of blocks of {blocks.Length} were given. Hint: [2, 2, 2, 2] is ResNet-18.",
                nameof(blocks));
        }
        ImageInput.RequireSizes(nameof(ResNet), inChannels, classes);
        _inChannels = inChannels;
        _conv1 = stem == ResNetStem.Cifar
            ? ResidualConvolution.New(inChannels, Width, 3, 1, generator)
            : ResidualConvolution.New(inChannels, Width, 7, 2, generator);
        if (stem == ResNetStem.ImageNet) _maxpool = new MaxPool2d(3, stride: 2, padding: 1);
        _layer1 = ResidualStage.New(Width, Width, blocks[0], 1, Projection, generator);
        _layer2 = ResidualStage.New(Width, 2 * Width, blocks[1], 2, Projection, generator);
        _layer3 = ResidualStage.New(2 * Width, 4 * Width, blocks[2], 2, Projection, generator);
        _layer4 = ResidualStage.New(4 * Width, 8 * Width, blocks[3], 2, Projection, generator);
        _fc = new Linear(8 * Width, classes, generator: generator);
    }

    /// <inheritdoc/>
    public static IEnumerable<ModelEntry> Entries =>
    [
        NewEntry("resnet18", "ResNet-18 (He et al., 2016), torchvision's form", [2, 2, 2, 2]),
        NewEntry("resnet34", "ResNet-34 (He et al., 2016), torchvision's form", [3, 4, 6, 3]),
        new("resnet18-cifar", "ResNet-18 with a 3x3 stem that keeps the size of small images", [3, 32, 32],
            (settings, generator) => new ResNet([2, 2, 2, 2], settings.Outputs, ResNetStem.Cifar, settings.InputShape[0], generator),
            new TrainingDefaults(30, 128, "sgd", 0.1, "one-cycle")) { LeastImageSize = 1 },
    ];

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input)
    {
        ImageInput.Require(nameof(ResNet), input, _inChannels, 1);
        var maps = _relu.Forward(_bn1.Forward(_conv1.Forward(input)));
        if (_maxpool is not null) maps = _maxpool.Forward(maps);
        maps = _layer4.Forward(_layer3.Forward(_layer2.Forward(_layer1.Forward(maps))));
        return _fc.Forward(_avgpool.Forward(maps).Flatten(1));
    }

    // Option B of He et al.: a 1x1 convolution brings the input to the output's shape.
    private static Sequential Projection(int inChannels, int outChannels, int stride, Generator? generator) =>
        [ResidualConvolution.New(inChannels, outChannels, 1, stride, generator), new BatchNorm2d(outChannels)];

    private static ModelEntry NewEntry(string name, string description, int[] blocks) =>
        new(name, description, [3, 224, 224],
            (settings, generator) => new ResNet(blocks, settings.Outputs, ResNetStem.ImageNet, settings.InputShape[0], generator),
            new TrainingDefaults(90, 128, "sgd", 0.1, "step"))
        {
            LeastImageSize = 1,
            UsualOutputs = 1000,
        };
}
