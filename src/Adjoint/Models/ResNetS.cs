using Adjoint.Nn;

namespace Adjoint.Models;

/// <summary>
/// The simplified residual network of BI lecture 2 (after Ng and Ma's CS229 notes), ResNet-S(x) = MM(Res(Res(...Res(x)))), with the
/// <see cref="ResidualBlock"/> Res(z) = z + s(MM(s(MM(z)))) and linear maps MM. The blocks keep the width of the input; a width that is
/// asked for puts a linear map in front, where an image would make the blocks needlessly wide. Input [batch, ...] is flattened; output
/// scores [batch, outputs].
/// </summary>
public sealed partial class ResNetS : Module<Tensor, Tensor>, INamedModel
{
    private readonly Linear? _stem;
    private readonly ResidualBlock[] _blocks;
    private readonly Linear _scores;

    /// <summary>Makes the network and draws its first values.</summary>
    /// <param name="inFeatures">The number of inputs.</param>
    /// <param name="blocks">The number of blocks, at least 0.</param>
    /// <param name="outFeatures">The number of scores.</param>
    /// <param name="width">The width of the blocks, behind a linear map of the input; that of the input, without a map, if null.</param>
    /// <param name="activation">Makes s, anew for each block; ReLU if omitted.</param>
    /// <param name="generator">Randomness for the first values; <see cref="Generator.Default"/> if omitted.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is out of its range.</exception>
    public ResNetS(int inFeatures, int blocks, int outFeatures, int? width = null, Func<Module<Tensor, Tensor>>? activation = null,
        Generator? generator = null)
    {
        LayerArgument.AtLeast(0, blocks, nameof(ResNetS));
        activation ??= () => new ReLU();
        if (width is { } asked) _stem = new Linear(inFeatures, asked, generator: generator);
        var inside = width ?? inFeatures;
        _blocks = new ResidualBlock[blocks];
        for (var i = 0; i < blocks; i++) _blocks[i] = new ResidualBlock(inside, activation: activation(), generator: generator);
        _scores = new Linear(inside, outFeatures, generator: generator);
    }

    /// <inheritdoc/>
    public static IEnumerable<ModelEntry> Entries =>
    [
        new("resnet-s", "Residual network of three blocks of two linear layers each; images are brought to 64 values first", [1, 28, 28],
            (settings, generator) => new ResNetS(settings.InputLength, 3, settings.Outputs,
                settings.InputShape.Count == 1 ? null : 64, settings.ActivationOr(() => new ReLU()), generator),
            new TrainingDefaults(5, 64, "sgd", 0.05, "linear")) { TakesAnyInput = true, Understands = ModelSetting.Activation },
    ];

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input)
    {
        var features = input.Flatten(1);
        if (_stem is not null) features = _stem.Forward(features);
        foreach (var block in _blocks) features = block.Forward(features);
        return _scores.Forward(features);
    }
}
