namespace Adjoint.Nn;

/// <summary>
/// An affine map of the last dimension: y = x W^T + b, with W [out, in] and b [out] (PyTorch: <c>nn.Linear</c>). Input [.., in], output
/// [.., out]; floats of the parameters' element type.
/// </summary>
public sealed partial class Linear : Module<Tensor, Tensor>, ILayerSamples
{
    /// <summary>Makes the layer and draws its first values.</summary>
    /// <param name="inFeatures">Size of the last dimension of the input.</param>
    /// <param name="outFeatures">Size of the last dimension of the output.</param>
    /// <param name="bias">False for a purely linear map.</param>
    /// <param name="generator">Randomness for the first values; <see cref="Generator.Default"/> if omitted.</param>
    /// <param name="weightInitializer">First values of the weight; <see cref="FanInUniform"/> if omitted.</param>
    /// <param name="biasInitializer">First values of the bias; <see cref="FanInUniform"/> with the weight's fan-in if omitted.</param>
    /// <param name="dtype">float32 or float64.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1.</exception>
    public Linear(int inFeatures, int outFeatures, bool bias = true, Generator? generator = null, Initializer? weightInitializer = null,
        Initializer? biasInitializer = null, DType dtype = DType.Float32)
    {
        LayerArgument.AtLeast(1, inFeatures, nameof(Linear));
        LayerArgument.AtLeast(1, outFeatures, nameof(Linear));
        generator ??= Generator.Default;
        InFeatures = inFeatures;
        OutFeatures = outFeatures;
        Weight = new Parameter((weightInitializer ?? new FanInUniform()).Create([outFeatures, inFeatures], generator, dtype));
        if (bias) Bias = new Parameter((biasInitializer ?? new FanInUniform(inFeatures)).Create([outFeatures], generator, dtype));
    }

    /// <inheritdoc cref="ILayerSamples.Samples"/>
    public static IEnumerable<LayerSample> Samples =>
    [
        new(generator => new Linear(4, 3, generator: generator, dtype: DType.Float64), SampleInput.Real([2, 4])),
        new(generator => new Linear(4, 3, bias: false, generator: generator, dtype: DType.Float64), SampleInput.Real([2, 5, 4])),
    ];

    /// <summary>Size of the last dimension of the input.</summary>
    public int InFeatures { get; }

    /// <summary>Size of the last dimension of the output.</summary>
    public int OutFeatures { get; }

    /// <summary>W, [out, in].</summary>
    public Parameter Weight { get; }

    /// <summary>b, [out]; null for a purely linear map.</summary>
    public Parameter? Bias { get; }

    /// <inheritdoc/>
    protected internal override string Hyperparameters => $"{InFeatures} -> {OutFeatures}{(Bias is null ? ", no bias" : "")}";

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => input.Linear(Weight, Bias?.Value);
}
