namespace Adjoint.Nn;

/// <summary>
/// Root-mean-square normalisation, y = x/sqrt(mean of x^2 + epsilon) w over the last dimensions, for each position of the others by itself,
/// with a weight an element: layer normalisation without the shift by the mean (Zhang and Sennrich, 2019; PyTorch 2.4: <c>nn.RMSNorm</c>).
/// Input and output [.., normalized shape]; floats of the parameters' element type. The same in training and evaluation.
/// </summary>
public sealed partial class RMSNorm : Module<Tensor, Tensor>, ILayerSamples
{
    private readonly double _epsilon;

    /// <summary>Makes the layer, with weight 1.</summary>
    /// <param name="normalizedShape">The input's last sizes, which are normalised together.</param>
    /// <param name="epsilon">Added to the mean of squares.</param>
    /// <param name="elementwiseAffine">False to leave the weight out.</param>
    /// <param name="dtype">float32 or float64.</param>
    /// <exception cref="ShapeException">The shape has no dimension.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1, or epsilon is negative.</exception>
    public RMSNorm(Shape normalizedShape, double epsilon = 1e-5, bool elementwiseAffine = true, DType dtype = DType.Float32)
    {
        NormalizedShape = LayerArgument.NormalizedShape(normalizedShape, nameof(RMSNorm));
        _epsilon = LayerArgument.NotNegative(epsilon, nameof(RMSNorm));
        if (elementwiseAffine) Weight = new Parameter(Tensor.Ones(normalizedShape, dtype));
    }

    /// <summary>Makes the layer for the last dimension alone.</summary>
    /// <param name="features">Its size.</param>
    /// <param name="epsilon">Added to the mean of squares.</param>
    /// <param name="elementwiseAffine">False to leave the weight out.</param>
    /// <param name="dtype">float32 or float64.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is less than 1, or epsilon is negative.</exception>
    public RMSNorm(int features, double epsilon = 1e-5, bool elementwiseAffine = true, DType dtype = DType.Float32)
        : this([features], epsilon, elementwiseAffine, dtype)
    {
    }

    /// <inheritdoc cref="ILayerSamples.Samples"/>
    public static IEnumerable<LayerSample> Samples =>
    [
        new(_ => new RMSNorm(4), SampleInput.Real([3, 4])),
        new(_ => new RMSNorm([2, 3], elementwiseAffine: false), SampleInput.Real([2, 2, 3])),
    ];

    /// <summary>The input's last sizes, which are normalised together.</summary>
    public Shape NormalizedShape { get; }

    /// <summary>w, of the normalised shape; null without affine.</summary>
    public Parameter? Weight { get; }

    /// <inheritdoc/>
    protected internal override string Hyperparameters => $"{NormalizedShape}"
        + (_epsilon == 1e-5 ? "" : FormattableString.Invariant($", epsilon {_epsilon}")) + (Weight is null ? ", no affine" : "");

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => input.RmsNorm(NormalizedShape, Weight?.Value, _epsilon);
}
