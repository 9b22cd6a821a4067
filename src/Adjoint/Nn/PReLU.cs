namespace Adjoint.Nn;

/// <summary>
/// y = x for x > 0 and w x below, with learned slopes w (He et al., 2015; UBC lecture 2; PyTorch: <c>nn.PReLU</c>): one slope for all
/// elements, any shape, or one a channel, [batch, channels, ..]. All numbers, saturates nowhere; the derivative at the kink, 0, is w.
/// </summary>
public sealed partial class PReLU : Module<Tensor, Tensor>, ILayerSamples, INamedActivation
{
    private readonly int _parameterCount;

    /// <summary>Makes the layer.</summary>
    /// <param name="parameterCount">1, or the number of channels.</param>
    /// <param name="init">The first value of the slopes.</param>
    /// <param name="dtype">float32 or float64.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is less than one slope.</exception>
    public PReLU(int parameterCount = 1, double init = 0.25, DType dtype = DType.Float32)
    {
        LayerArgument.AtLeast(1, parameterCount, nameof(PReLU));
        _parameterCount = parameterCount;
        Weight = new Parameter(new Constant(init).Create([parameterCount], Generator.Default, dtype));
    }

    /// <inheritdoc/>
    public static IEnumerable<ActivationEntry> Activations => [new("prelu", () => new PReLU())];

    /// <inheritdoc cref="ILayerSamples.Samples"/>
    public static IEnumerable<LayerSample> Samples =>
    [
        new(_ => new PReLU(), SampleInput.Real([3, 4]).AwayFrom(0)),
        new(_ => new PReLU(3, 0.1), SampleInput.Real([2, 3, 2]).AwayFrom(0)),
    ];

    /// <summary>w, the slopes below 0, [1] or [channels].</summary>
    public Parameter Weight { get; }

    /// <inheritdoc/>
    protected internal override string Hyperparameters => _parameterCount == 1 ? "" : $"{_parameterCount} channels";

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => input.Prelu(Weight);
}
