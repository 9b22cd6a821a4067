using Adjoint.Nn;

namespace Adjoint.Models;

/// <summary>
/// GoogLeNet (Szegedy et al., 2015; TUM lecture 5): a stem of three convolutions, nine <see cref="Inception"/> modules, and the average of
/// each channel under dropout and a linear layer; two auxiliary classifiers in the middle take part in the training loss with weight 0.3.
/// [batch, channels, H, W] to scores [batch, classes]; made for 224x224. Names of the state as in torchvision (PyTorch:
/// <c>torchvision.models.googlenet</c>, whose <c>transform_input</c> is left to the data).
/// </summary>
public sealed partial class GoogLeNet : Module<Tensor, Tensor>, IAuxiliaryOutputs, INamedModel
{
    private readonly ConvolutionUnit _conv1;
    private readonly MaxPool2d _maxpool1 = NewPool(3);
    private readonly Module<Tensor, Tensor>? _norm1;
    private readonly ConvolutionUnit _conv2;
    private readonly ConvolutionUnit _conv3;
    private readonly Module<Tensor, Tensor>? _norm2;
    private readonly MaxPool2d _maxpool2 = NewPool(3);
    [StateName("inception3a")] private readonly Inception _inception3a;
    [StateName("inception3b")] private readonly Inception _inception3b;
    private readonly MaxPool2d _maxpool3 = NewPool(3);
    [StateName("inception4a")] private readonly Inception _inception4a;
    [StateName("inception4b")] private readonly Inception _inception4b;
    [StateName("inception4c")] private readonly Inception _inception4c;
    [StateName("inception4d")] private readonly Inception _inception4d;
    [StateName("inception4e")] private readonly Inception _inception4e;
    private readonly MaxPool2d _maxpool4;
    [StateName("inception5a")] private readonly Inception _inception5a;
    [StateName("inception5b")] private readonly Inception _inception5b;
    private readonly InceptionHead? _aux1;
    private readonly InceptionHead? _aux2;
    private readonly AdaptiveAvgPool2d _avgpool = new(1);
    private readonly Dropout _dropout;
    private readonly Linear _fc;
    private readonly int _inChannels;
    private readonly int _leastSize;

    /// <summary>Makes the network and draws its first values.</summary>
    /// <param name="classes">The number of scores.</param>
    /// <param name="form">Torchvision's form or that of the paper.</param>
    /// <param name="hasAuxiliaryHeads">False to leave the two auxiliary classifiers out.</param>
    /// <param name="hasLocalResponseNorm">Whether the paper's form has its local response normalisations; the other form has none.</param>
    /// <param name="inChannels">Channels of the images.</param>
    /// <param name="dropout">The probability of zeroing a feature while training; 0.2 in torchvision's form and 0.4 in the paper's if
    /// null.</param>
    /// <param name="generator">Randomness for the first values and for dropout; <see cref="Generator.Default"/> if omitted.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1, or the probability none.</exception>
    public GoogLeNet(int classes = 1000, GoogLeNetForm form = GoogLeNetForm.BatchNorm, bool hasAuxiliaryHeads = true,
        bool hasLocalResponseNorm = true, int inChannels = 3, double? dropout = null, Generator? generator = null)
    {
        ImageInput.RequireSizes(nameof(GoogLeNet), inChannels, classes);
        var hasBatchNorm = form == GoogLeNetForm.BatchNorm;
        _inChannels = inChannels;
        _leastSize = LeastSizeOf(form, hasAuxiliaryHeads);
        _conv1 = new ConvolutionUnit(inChannels, 64, 7, stride: 2, padding: 3, hasBatchNorm, generator);
        _conv2 = new ConvolutionUnit(64, 64, 1, hasBatchNorm: hasBatchNorm, generator: generator);
        _conv3 = new ConvolutionUnit(64, 192, 3, padding: 1, hasBatchNorm: hasBatchNorm, generator: generator);
        if (form == GoogLeNetForm.Original && hasLocalResponseNorm) (_norm1, _norm2) = (NewNorm(), NewNorm());
        _inception3a = New(new(192, 64, 96, 128, 16, 32, 32));
        _inception3b = New(new(256, 128, 128, 192, 32, 96, 64));
        _inception4a = New(new(480, 192, 96, 208, 16, 48, 64));
        _inception4b = New(new(512, 160, 112, 224, 24, 64, 64));
        _inception4c = New(new(512, 128, 128, 256, 24, 64, 64));
        _inception4d = New(new(512, 112, 144, 288, 32, 64, 64));
        _inception4e = New(new(528, 256, 160, 320, 32, 128, 128));
        _maxpool4 = NewPool(hasBatchNorm ? 2 : 3);
        _inception5a = New(new(832, 256, 160, 320, 32, 128, 128));
        _inception5b = New(new(832, 384, 192, 384, 48, 128, 128));
        if (hasAuxiliaryHeads)
        {
            _aux1 = new InceptionHead(512, classes, form, generator);
            _aux2 = new InceptionHead(528, classes, form, generator);
        }
        _dropout = new Dropout(dropout ?? (hasBatchNorm ? 0.2 : 0.4), generator);
        _fc = new Linear(1024, classes, generator: generator, weightInitializer: new Normal(0, 0.01));

        Inception New(InceptionWidths widths) => new(widths, form, generator);
    }

    /// <inheritdoc/>
    public static IEnumerable<ModelEntry> Entries =>
    [
        NewEntry("googlenet", "GoogLeNet (Szegedy et al., 2015) with batch normalisation, torchvision's form", GoogLeNetForm.BatchNorm),
        NewEntry("googlenet-2014", "GoogLeNet as in the paper, with local response normalisation", GoogLeNetForm.Original),
    ];

    /// <inheritdoc/>
    public double AuxiliaryWeight => 0.3;

    /// <inheritdoc/>
    public (Tensor Output, IReadOnlyList<Tensor> Auxiliary) ForwardWithAuxiliary(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        using var scope = ModuleScope.Enter(RunningPath);
        var (first, second, last) = Features(input);
        IReadOnlyList<Tensor> auxiliary = _aux1 is null ? [] : [_aux1.Forward(first), _aux2!.Forward(second)];
        return (Scores(last), auxiliary);
    }

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => Scores(Features(input).Last);

    private Tensor Scores(Tensor maps) => _fc.Forward(_dropout.Forward(_avgpool.Forward(maps).Flatten(1)));

    // The first two are where the auxiliary classifiers stand.
    private (Tensor First, Tensor Second, Tensor Last) Features(Tensor input)
    {
        ImageInput.Require(nameof(GoogLeNet), input, _inChannels, _leastSize);
        var maps = _maxpool1.Forward(_conv1.Forward(input));
        maps = _conv3.Forward(_conv2.Forward(_norm1?.Forward(maps) ?? maps));
        maps = _maxpool2.Forward(_norm2?.Forward(maps) ?? maps);
        maps = _maxpool3.Forward(_inception3b.Forward(_inception3a.Forward(maps)));
        var first = _inception4a.Forward(maps);
        var second = _inception4d.Forward(_inception4c.Forward(_inception4b.Forward(first)));
        maps = _maxpool4.Forward(_inception4e.Forward(second));
        return (first, second, _inception5b.Forward(_inception5a.Forward(maps)));
    }

    private static MaxPool2d NewPool(int kernelSize) => new(kernelSize, stride: 2, ceilMode: true);

    private static LocalResponseNorm NewNorm() => new(5, alpha: 1e-4, beta: 0.75, k: 1);

    // What leaves the last pooling, or the heads' pooling, a pixel.
    private static int LeastSizeOf(GoogLeNetForm form, bool hasAuxiliaryHeads) =>
        form == GoogLeNetForm.BatchNorm ? 31 : hasAuxiliaryHeads ? 79 : 47;

    private static ModelEntry NewEntry(string name, string description, GoogLeNetForm form) =>
        new(name, description, [3, 224, 224],
            (settings, generator) => new GoogLeNet(settings.Outputs, form, inChannels: settings.InputShape[0], dropout: settings.Dropout,
                generator: generator),
            new TrainingDefaults(90, 64, "sgd", 0.01, "step"))
        {
            LeastImageSize = LeastSizeOf(form, hasAuxiliaryHeads: true),
            UsualOutputs = 1000,
            Understands = ModelSetting.Dropout,
        };
}
