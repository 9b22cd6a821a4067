namespace Adjoint.Nn;

/// <summary>
/// Layer normalisation, y = (x - m)/sqrt(v + epsilon) w + b with mean m and variance v (over n) of the elements of the last dimensions, for
/// each position of the others by itself, and a weight and a bias an element (Ba et al., 2016; BI lecture 2; PyTorch:
/// <c>nn.LayerNorm</c>). Input and output [.., normalized shape]; floats of the parameters' element type. The same in training and
/// evaluation.
/// </summary>
public sealed partial class LayerNorm : Module<Tensor, Tensor>, ILayerSamples
{
    private readonly double _epsilon;

    /// <summary>Makes the layer, with weight 1 and bias 0.</summary>
    /// <param name="normalizedShape">The input's last sizes, which are normalised together.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <param name="elementwiseAffine">False to leave weight and bias out.</param>
    /// <param name="bias">False to leave the bias out.</param>
    /// <param name="dtype">float32 or float64.</param>
    /// <exception cref="ShapeException">The shape has no dimension.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1, or epsilon is negative.</exception>
    public LayerNorm(Shape normalizedShape, double epsilon = 1e-5, bool elementwiseAffine = true, bool bias = true,
        DType dtype = DType.Float32)
    {
        NormalizedShape = LayerArgument.NormalizedShape(normalizedShape, nameof(LayerNorm));
        _epsilon = LayerArgument.NotNegative(epsilon, nameof(LayerNorm));
        if (elementwiseAffine) Weight = new Parameter(Tensor.Ones(normalizedShape, dtype));
        if (elementwiseAffine && bias) Bias = new Parameter(Tensor.Zeros(normalizedShape, dtype));
    }

    /// <summary>Makes the layer for the last dimension alone.</summary>
    /// <param name="features">Its size.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <param name="elementwiseAffine">False to leave weight and bias out.</param>
    /// <param name="bias">False to leave the bias out.</param>
    /// <param name="dtype">float32 or float64.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is less than 1, or epsilon is negative.</exception>
    public LayerNorm(int features, double epsilon = 1e-5, bool elementwiseAffine = true, bool bias = true, DType dtype = DType.Float32)
        : this([features], epsilon, elementwiseAffine, bias, dtype)
    {
    }

    /// <inheritdoc cref="ILayerSamples.Samples"/>
    public static IEnumerable<LayerSample> Samples =>
    [
        new(_ => new LayerNorm(4), SampleInput.Real([3, 4])),
        new(_ => new LayerNorm([2, 3], bias: false), SampleInput.Real([2, 2, 3])),
        new(_ => new LayerNorm([2, 3], elementwiseAffine: false), SampleInput.Real([2, 2, 3])),
    ];

    /// <summary>The input's last sizes, which are normalised together.</summary>
    public Shape NormalizedShape { get; }

    /// <summary>w, of the normalised shape; null without affine.</summary>
    public Parameter? Weight { get; }

    /// <summary>b, of the normalised shape; null if left out.</summary>
    public Parameter? Bias { get; }

    /// <inheritdoc/>
    protected internal override string Hyperparameters => $"{NormalizedShape}"
        + (_epsilon == 1e-5 ? "" : FormattableString.Invariant($", epsilon {_epsilon}"))
        + (Weight is null ? ", no affine" : Bias is null ? ", no bias" : "");

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => input.LayerNorm(NormalizedShape, Weight?.Value, Bias?.Value, _epsilon);
}
