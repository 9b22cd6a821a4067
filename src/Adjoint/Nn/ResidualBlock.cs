namespace Adjoint.Nn;

/// <summary>
/// A residual block, Res(z) = z + s(MM(s(MM(z)))) with linear maps MM and an activation s (BI lecture 2; He et al., 2016): what the maps
/// add is learned on top of the identity, so that gradients reach the layers below undiminished. Input and output [.., features].
/// </summary>
public sealed partial class ResidualBlock : Module<Tensor, Tensor>, ILayerSamples
{
    private readonly Linear _linear1;
    private readonly Linear _linear2;
    private readonly Module<Tensor, Tensor> _activation;

    /// <summary>Makes the block and draws its first values.</summary>
    /// <param name="features">Size of the last dimension of input and output.</param>
    /// <param name="hiddenFeatures">Size between the two maps; that of the input if omitted.</param>
    /// <param name="activation">s, used after both maps; <see cref="ReLU"/> if omitted.</param>
    /// <param name="generator">Randomness for the first values; <see cref="Generator.Default"/> if omitted.</param>
    /// <param name="weightInitializer">First values of the weights; <see cref="FanInUniform"/> if omitted.</param>
    /// <param name="biasInitializer">First values of the biases; <see cref="FanInUniform"/> if omitted.</param>
    /// <param name="dtype">float32 or float64.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1.</exception>
    public ResidualBlock(int features, int? hiddenFeatures = null, Module<Tensor, Tensor>? activation = null, Generator? generator = null,
        Initializer? weightInitializer = null, Initializer? biasInitializer = null, DType dtype = DType.Float32)
    {
        LayerArgument.AtLeast(1, features, nameof(ResidualBlock));
        var hidden = hiddenFeatures ?? features;
        LayerArgument.AtLeast(1, hidden, nameof(ResidualBlock), nameof(hiddenFeatures));
        generator ??= Generator.Default;
        _linear1 = new Linear(features, hidden, true, generator, weightInitializer, biasInitializer, dtype);
        _linear2 = new Linear(hidden, features, true, generator, weightInitializer, biasInitializer, dtype);
        _activation = activation ?? new ReLU();
    }

    /// <inheritdoc cref="ILayerSamples.Samples"/>
    public static IEnumerable<LayerSample> Samples =>
    [
        new(generator => new ResidualBlock(3, activation: new Tanh(), generator: generator, dtype: DType.Float64),
            SampleInput.Real([2, 3])),
        new(generator => new ResidualBlock(3, 5, new Sigmoid(), generator, dtype: DType.Float64), SampleInput.Real([2, 2, 3])),
    ];

    /// <inheritdoc/>
    protected internal override string Hyperparameters => _linear1.OutFeatures == _linear1.InFeatures
        ? $"{_linear1.InFeatures}" : $"{_linear1.InFeatures}, hidden {_linear1.OutFeatures}";

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) =>
        input + _activation.Forward(_linear2.Forward(_activation.Forward(_linear1.Forward(input))));
}
