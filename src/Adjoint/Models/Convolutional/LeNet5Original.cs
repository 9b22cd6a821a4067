using Adjoint.Nn;

namespace Adjoint.Models;

/// <summary>
/// LeNet-5 as it was (LeCun et al., 1998, section II.B): 5x5 convolutions C1 (6 maps), C3 (16, see <see cref="SparseConvolution"/>) and C5
/// (120), <see cref="TrainedSubsampling"/> S2 and S4 between them, a linear layer F6 of 84 units, all behind <see cref="ScaledTanh"/>, and a
/// <see cref="RadialBasisOutput"/> of fixed codes. Images [batch, 1, 28, 28] with ink 1 on paper 0 are brought to the paper's -0.1 for
/// paper and 1.175 for ink and surrounded to 32x32; output scores [batch, classes], the negative squared distances to the codes. Exactly
/// 60,000 parameters.
/// </summary>
public sealed partial class LeNet5Original : Module<Tensor, Tensor>, INamedModel
{
    private const int Kernel = 5;
    private const double Paper = -0.1;
    private const double Ink = 1.175;

    private readonly Conv2d _c1;
    private readonly TrainedSubsampling _s2;
    private readonly SparseConvolution _c3;
    private readonly TrainedSubsampling _s4;
    private readonly Conv2d _c5;
    private readonly Linear _f6;
    private readonly RadialBasisOutput _output;
    private readonly ScaledTanh _squash = new();

    /// <summary>Makes the network and draws its first values, uniform between -2.4/F and 2.4/F for units of F inputs.</summary>
    /// <param name="classes">The number of scores. Ten have drawings of the digits for codes, other numbers random codes that are always
    /// the same.</param>
    /// <param name="generator">Randomness for the first values; <see cref="Generator.Default"/> if omitted.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no class.</exception>
    public LeNet5Original(int classes = 10, Generator? generator = null)
    {
        LayerArgument.AtLeast(1, classes, nameof(LeNet5Original));
        _c1 = NewConvolution(1, 6);
        _s2 = new TrainedSubsampling(6, generator);
        _c3 = new SparseConvolution(generator);
        _s4 = new TrainedSubsampling(16, generator);
        _c5 = NewConvolution(16, 120);
        var initializer = LeNetInitializer.Of(120);
        _f6 = new Linear(120, DigitBitmaps.Length, generator: generator, weightInitializer: initializer, biasInitializer: initializer);
        _output = new RadialBasisOutput(classes == 10 ? DigitBitmaps.Codes() : RandomCodes(classes));

        Conv2d NewConvolution(int inputs, int outputs)
        {
            var uniform = LeNetInitializer.Of(inputs * Kernel * Kernel);
            return new Conv2d(inputs, outputs, Kernel, generator: generator, weightInitializer: uniform, biasInitializer: uniform);
        }
    }

    /// <inheritdoc/>
    public static IEnumerable<ModelEntry> Entries =>
    [
        new("lenet5-1998", "LeNet-5 as of 1998: trained subsampling, sparse connections, distances to drawings of the digits", [1, 28, 28],
            (settings, generator) => new LeNet5Original(settings.Outputs, generator),
            new TrainingDefaults(10, 64, "adam", 0.001, "linear")),
    ];

    /// <summary>What the output layer compares with the codes: the activations of F6, [batch, 84], of images [batch, 1, 28, 28].</summary>
    /// <exception cref="ShapeException">The images are of another shape.</exception>
    public Tensor Features(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.Rank != 4 || input.Shape[1] != 1 || input.Shape[2] != 28 || input.Shape[3] != 28)
        {
            throw new ShapeException(nameof(LeNet5Original),
                $"takes images [batch, 1, 28, 28], and its input has shape {input.Shape}.");
        }
        var image = (input * (Ink - Paper) + Paper).Pad([(0, 0), (0, 0), (2, 2), (2, 2)], Paper);
        var maps = Squashed(_s2, Squashed(_c1, image));
        maps = Squashed(_s4, Squashed(_c3, maps));
        return Squashed(_f6, Squashed(_c5, maps).Flatten(1));
    }

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => _output.Forward(Features(input));

    private Tensor Squashed(Module<Tensor, Tensor> layer, Tensor input) => _squash.Forward(layer.Forward(input));

    private static Tensor RandomCodes(int classes) =>
        Tensor.Bernoulli([classes, DigitBitmaps.Length], 0.5, new Generator(1998)) * 2 - 1;
}
