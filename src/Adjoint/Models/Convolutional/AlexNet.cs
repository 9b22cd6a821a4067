using Adjoint.Nn;

namespace Adjoint.Models;

/// <summary>
/// AlexNet (Krizhevsky et al., 2012; CMU lecture 13): five convolutions with ReLU, three overlapping maximum poolings and three linear
/// layers under dropout. [batch, channels, H, W] to scores [batch, classes]; made for 224x224, and an adaptive pooling brings other sizes
/// from 63x63 on to the 6x6 of the linear layers. Names of the state as in torchvision (PyTorch: <c>torchvision.models.alexnet</c>).
/// </summary>
public sealed partial class AlexNet : Module<Tensor, Tensor>, INamedModel
{
    private const int LeastSize = 63;
    private const int Grid = 6;

    private readonly Sequential _features;
    private readonly AdaptiveAvgPool2d _avgpool = new(Grid);
    private readonly Sequential _classifier;
    private readonly int _inChannels;

    /// <summary>Makes the network and draws its first values: those of the layers, as torchvision leaves them.</summary>
    /// <param name="classes">The number of scores.</param>
    /// <param name="form">Widths, groups and response normalisation.</param>
    /// <param name="inChannels">Channels of the images.</param>
    /// <param name="dropout">The probability of zeroing an input of the first two linear layers while training.</param>
    /// <param name="generator">Randomness for the first values and for dropout; <see cref="Generator.Default"/> if omitted.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1, or the probability none.</exception>
    public AlexNet(int classes = 1000, AlexNetForm form = AlexNetForm.OneTower, int inChannels = 3, double dropout = 0.5,
        Generator? generator = null)
    {
        ImageInput.RequireSizes(nameof(AlexNet), inChannels, classes);
        _inChannels = inChannels;
        int[] widths = form == AlexNetForm.OneTower ? [64, 192, 384, 256, 256] : [96, 256, 384, 384, 256];
        var groups = form == AlexNetForm.TwoTowers ? 2 : 1;
        _features = [new Conv2d(inChannels, widths[0], 11, stride: 4, padding: 2, generator: generator), new ReLU()];
        AddPooling(form == AlexNetForm.TwoTowers);
        AddConvolution(widths[0], widths[1], 5, groups);
        AddPooling(form == AlexNetForm.TwoTowers);
        // The third convolution sees both groups.
        AddConvolution(widths[1], widths[2], 3, 1);
        AddConvolution(widths[2], widths[3], 3, groups);
        AddConvolution(widths[3], widths[4], 3, groups);
        AddPooling(normalizes: false);
        _classifier =
        [
            new Dropout(dropout, generator), new Linear(widths[4] * Grid * Grid, 4096, generator: generator), new ReLU(),
            new Dropout(dropout, generator), new Linear(4096, 4096, generator: generator), new ReLU(),
            new Linear(4096, classes, generator: generator),
        ];

        void AddConvolution(int inputs, int outputs, int kernelSize, int between)
        {
            _features.Add(new Conv2d(inputs, outputs, kernelSize, padding: kernelSize / 2, groups: between, generator: generator));
            _features.Add(new ReLU());
        }

        void AddPooling(bool normalizes)
        {
            if (normalizes) _features.Add(new LocalResponseNorm(5, alpha: 1e-4, beta: 0.75, k: 2));
            _features.Add(new MaxPool2d(3, stride: 2));
        }
    }

    /// <inheritdoc/>
    public static IEnumerable<ModelEntry> Entries =>
    [
        NewEntry("alexnet", "AlexNet in one tower (Krizhevsky, 2014), torchvision's form", AlexNetForm.OneTower),
        NewEntry("alexnet-2012", "AlexNet (Krizhevsky et al., 2012), two groups and local response normalisation", AlexNetForm.TwoTowers),
    ];

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input)
    {
        ImageInput.Require(nameof(AlexNet), input, _inChannels, LeastSize);
        return _classifier.Forward(_avgpool.Forward(_features.Forward(input)).Flatten(1));
    }

    private static ModelEntry NewEntry(string name, string description, AlexNetForm form) =>
        new(name, description, [3, 224, 224],
            (settings, generator) => new AlexNet(settings.Outputs, form, settings.InputShape[0], settings.Dropout ?? 0.5, generator),
            new TrainingDefaults(90, 128, "sgd", 0.01, "step"))
        {
            LeastImageSize = LeastSize,
            UsualOutputs = 1000,
            Understands = ModelSetting.Dropout,
        };
}
