namespace Adjoint.Nn;

/// <summary>
/// An image of another size, its elements repeated or interpolated (PyTorch: <c>nn.Upsample</c>; see <c>Tensor.Interpolate</c>). Input
/// [batch, channels, H, W].
/// </summary>
public sealed partial class Upsample : Module<Tensor, Tensor>, ILayerSamples
{
    private readonly Size2d? _size;
    private readonly double? _scaleFactor;
    private readonly InterpolationMode _mode;
    private readonly bool _alignCorners;

    /// <summary>Makes the layer.</summary>
    /// <param name="size">Height and width of the output; this or the factor.</param>
    /// <param name="scaleFactor">The output is this many times as large, rounded down.</param>
    /// <param name="mode">How to fill in.</param>
    /// <param name="alignCorners">Whether the outermost elements of input and output lie upon each other; bilinear only.</param>
    /// <exception cref="ArgumentException">Not exactly one of size and factor is given, it is not above 0, or corners are to be
    /// aligned without interpolation.</exception>
    public Upsample(Size2d? size = null, double? scaleFactor = null, InterpolationMode mode = InterpolationMode.Nearest,
        bool alignCorners = false)
    {
        if (size is null == scaleFactor is null) throw new ArgumentException($"{TypeName}: takes a size or a scaleFactor, one of the two.");
        if (size is { } given) LayerArgument.AtLeast(1, [given.Height, given.Width], TypeName, nameof(size));
        if (scaleFactor is { } factor && !(factor > 0 && double.IsFinite(factor)))
        {
            throw new ArgumentOutOfRangeException(nameof(scaleFactor),
                FormattableString.Invariant($"{TypeName}: scaleFactor must be a finite number above 0, and is {factor}."));
        }
        if (alignCorners && mode == InterpolationMode.Nearest)
        {
            throw new ArgumentException($"{TypeName}: alignCorners needs interpolation. Hint: InterpolationMode.Bilinear.");
        }
        (_size, _scaleFactor, _mode, _alignCorners) = (size, scaleFactor, mode, alignCorners);
    }

    /// <inheritdoc cref="ILayerSamples.Samples"/>
    public static IEnumerable<LayerSample> Samples =>
    [
        new(_ => new Upsample(scaleFactor: 2), SampleInput.Real([1, 2, 2, 3])),
        new(_ => new Upsample((5, 3), mode: InterpolationMode.Bilinear), SampleInput.Real([1, 1, 3, 4])),
        new(_ => new Upsample(scaleFactor: 1.7, mode: InterpolationMode.Bilinear, alignCorners: true), SampleInput.Real([2, 1, 3, 2])),
    ];

    /// <inheritdoc/>
    protected internal override string Hyperparameters =>
        (_size is { } size ? $"to {size.Height}x{size.Width}" : FormattableString.Invariant($"{_scaleFactor} times"))
            + (_mode == InterpolationMode.Nearest ? ", nearest" : ", bilinear") + (_alignCorners ? ", corners aligned" : "");

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => input.Interpolate(_size, _scaleFactor, _mode, _alignCorners);
}
