using Adjoint.Backends;

namespace Adjoint;

/// <summary>
/// A tensor seen as [batch, groups, channels, inner], and what standardising it goes through, in differentiable operations.
/// </summary>
internal sealed class StandardizedParts
{
    private readonly NormalizationGeometry _geometry;
    private Tensor? _scale;

    public StandardizedParts(Tensor x, in NormalizationGeometry geometry)
    {
        _geometry = geometry;
        var view = View(x);
        Centred = geometry.IsCentred ? view - Mean(view) : view;
        Variance = Mean(Centred * Centred);
    }

    /// <summary>x - mean</summary>
    public Tensor Centred { get; }

    /// <summary>The mean of the squares of <see cref="Centred"/>.</summary>
    public Tensor Variance { get; }

    /// <summary>(x - mean)/sqrt(variance + epsilon)</summary>
    public Tensor Standardized => field ??= Centred * Scale;

    private Tensor Scale => _scale ??= (Variance + _geometry.Epsilon).Rsqrt();

    private ReadOnlySpan<int> Shared => _geometry.AcrossBatch ? [0, 2, 3] : [2, 3];

    /// <summary>A tensor of the input's shape in four dimensions.</summary>
    public Tensor View(Tensor x) => x.Reshape([_geometry.Batch, _geometry.Groups, _geometry.Channels, _geometry.Inner]);

    /// <summary>One number a channel, to be stretched over batch and elements.</summary>
    public Tensor PerChannel(Tensor values) => values.Reshape([1, _geometry.Groups, _geometry.Channels, 1]);

    /// <summary>
    /// The derivative of standardising in a direction u: with x1 the standardised x and s its scale, s (u - mean u - x1 mean(u x1)). The
    /// derivative is symmetric: it is the same for tangents and gradients.
    /// </summary>
    public Tensor Derivative(Tensor u)
    {
        var along = u - Standardized * Mean(u * Standardized);
        return Scale * (_geometry.IsCentred ? along - Mean(u) : along);
    }

    private Tensor Mean(Tensor x) => x.Mean(Shared, keepDim: true);
}
