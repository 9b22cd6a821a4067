using Adjoint.Nn;

namespace Adjoint.Models;

/// <summary>
/// VGG-11 (Simonyan and Zisserman, 2015, configuration A): eight 3x3 convolutions with ReLU, five poolings that halve the image, and three
/// linear layers under dropout. [batch, channels, H, W] to scores [batch, classes]; made for 224x224, and an adaptive pooling brings other
/// sizes from 32x32 on to the 7x7 of the linear layers. 132,863,336 parameters for 1000 classes, 132,868,840 with batch normalisation.
/// Names of the state as in torchvision (PyTorch: <c>torchvision.models.vgg11</c>, <c>vgg11_bn</c>).
/// </summary>
public sealed partial class VGG11 : Module<Tensor, Tensor>, INamedModel
{
    private const int LeastSize = 32;
    private const int Grid = 7;

    // Widths of the convolutions; 0 is a pooling.
    private static readonly int[] s_widths = [64, 0, 128, 0, 256, 256, 0, 512, 512, 0, 512, 512, 0];

    private readonly Sequential _features = [];
    private readonly AdaptiveAvgPool2d _avgpool = new(Grid);
    private readonly Sequential _classifier;
    private readonly int _inChannels;

    /// <summary>Makes the network and draws its first values as torchvision does: kernels by <see cref="KaimingNormal"/> of the fan-out,
    /// weights of the linear layers normal with deviation 0.01, biases 0.</summary>
    /// <param name="classes">The number of scores.</param>
    /// <param name="hasBatchNorm">Whether batch normalisation follows each convolution.</param>
    /// <param name="inChannels">Channels of the images.</param>
    /// <param name="dropout">The probability of zeroing a hidden unit of the linear layers while training.</param>
    /// <param name="generator">Randomness for the first values and for dropout; <see cref="Generator.Default"/> if omitted.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1, or the probability none.</exception>
    public VGG11(int classes = 1000, bool hasBatchNorm = false, int inChannels = 3, double dropout = 0.5, Generator? generator = null)
    {
        ImageInput.RequireSizes(nameof(VGG11), inChannels, classes);
        _inChannels = inChannels;
        var channels = inChannels;
        foreach (var width in s_widths)
        {
            if (width == 0)
            {
                _features.Add(new MaxPool2d(2));
                continue;
            }
            _features.Add(new Conv2d(channels, width, 3, padding: 1, generator: generator,
                weightInitializer: new KaimingNormal(mode: FanMode.FanOut), biasInitializer: new Zeros()));
            if (hasBatchNorm) _features.Add(new BatchNorm2d(width));
            _features.Add(new ReLU());
            channels = width;
        }
        _classifier =
        [
            NewLinear(channels * Grid * Grid, 4096), new ReLU(), new Dropout(dropout, generator),
            NewLinear(4096, 4096), new ReLU(), new Dropout(dropout, generator),
            NewLinear(4096, classes),
        ];

        Linear NewLinear(int inputs, int outputs) => new(inputs, outputs, generator: generator,
            weightInitializer: new Normal(0, 0.01), biasInitializer: new Zeros());
    }

    /// <inheritdoc/>
    public static IEnumerable<ModelEntry> Entries =>
    [
        NewEntry("vgg11", "VGG-11 (Simonyan and Zisserman, 2015): eight 3x3 convolutions and three linear layers", hasBatchNorm: false),
        NewEntry("vgg11-bn", "VGG-11 with batch normalisation behind each convolution", hasBatchNorm: true),
    ];

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input)
    {
        ImageInput.Require(nameof(VGG11), input, _inChannels, LeastSize);
        return _classifier.Forward(_avgpool.Forward(_features.Forward(input)).Flatten(1));
    }

    private static ModelEntry NewEntry(string name, string description, bool hasBatchNorm) =>
        new(name, description, [3, 224, 224],
            (settings, generator) => new VGG11(settings.Outputs, hasBatchNorm, settings.InputShape[0], settings.Dropout ?? 0.5, generator),
            new TrainingDefaults(74, 64, "sgd", 0.01, "step"))
        {
            LeastImageSize = LeastSize,
            UsualOutputs = 1000,
            Understands = ModelSetting.Dropout,
        };
}
