namespace Adjoint.Nn;

/// <summary>
/// Group normalisation, y = (x - m)/sqrt(v + epsilon) w + b with mean m and variance v (over n) of each group of adjacent channels of each
/// example, and a weight and a bias a channel (Wu and He, 2018; PyTorch: <c>nn.GroupNorm</c>). Input and output [batch, channels, ..];
/// floats of the parameters' element type. The same in training and evaluation, at any batch size.
/// </summary>
public sealed partial class GroupNorm : Module<Tensor, Tensor>, ILayerSamples
{
    private readonly int _groups;
    private readonly int _channels;
    private readonly double _epsilon;

    /// <summary>Makes the layer, with weight 1 and bias 0.</summary>
    /// <param name="groups">The number of groups.</param>
    /// <param name="channels">The number of channels, which the groups divide.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <param name="affine">False to leave weight and bias out.</param>
    /// <param name="dtype">float32 or float64.</param>
    /// <exception cref="ArgumentException">A number is less than 1, the channels do not divide into the groups, or epsilon is
    /// negative.</exception>
    public GroupNorm(int groups, int channels, double epsilon = 1e-5, bool affine = true, DType dtype = DType.Float32)
    {
        LayerArgument.AtLeast(1, groups, nameof(GroupNorm));
        LayerArgument.AtLeast(1, channels, nameof(GroupNorm));
        _epsilon = LayerArgument.NotNegative(epsilon, nameof(GroupNorm));
        if (channels % groups != 0)
        {
            throw new ArgumentException($"GroupNorm: {channels} channels do not divide into {groups} groups.", nameof(groups));
        }
        (_groups, _channels) = (groups, channels);
        if (!affine) return;
        Weight = new Parameter(Tensor.Ones([channels], dtype));
        Bias = new Parameter(Tensor.Zeros([channels], dtype));
    }

    /// <inheritdoc cref="ILayerSamples.Samples"/>
    public static IEnumerable<LayerSample> Samples =>
    [
        new(_ => new GroupNorm(2, 4), SampleInput.Real([2, 4, 3])),
        new(_ => new GroupNorm(1, 4, affine: false), SampleInput.Real([3, 4])),
    ];

    /// <summary>w, [channels]; null without affine.</summary>
    public Parameter? Weight { get; }

    /// <summary>b, [channels]; null without affine.</summary>
    public Parameter? Bias { get; }

    /// <inheritdoc/>
    protected internal override string Hyperparameters => $"{_groups} groups, {_channels} channels"
        + (_epsilon == 1e-5 ? "" : FormattableString.Invariant($", epsilon {_epsilon}")) + (Weight is null ? ", no affine" : "");

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input)
    {
        if (input.Rank >= 2 && input.Shape[1] == _channels) return input.GroupNorm(_groups, Weight?.Value, Bias?.Value, _epsilon);
        throw new ShapeException(nameof(GroupNorm), $"takes [batch, {_channels}, ..], and its input has shape {input.Shape}.");
    }
}
