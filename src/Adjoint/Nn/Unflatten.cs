namespace Adjoint.Nn;

/// <summary>Splits one dimension into several, row-major, a view (PyTorch: <c>nn.Unflatten</c>): [batch, 12] to [batch, 3, 2, 2].</summary>
public sealed partial class Unflatten : Module<Tensor, Tensor>, ILayerSamples
{
    private readonly int _dim;
    private readonly int[] _sizes;

    /// <summary>Makes the layer.</summary>
    /// <param name="dim">The dimension to split; negative ones count from the end.</param>
    /// <param name="sizes">Its new sizes; one may be -1 and is then worked out.</param>
    /// <exception cref="ArgumentException">There are no sizes, one is below -1, or more than one is -1.</exception>
    public Unflatten(int dim, params ReadOnlySpan<int> sizes)
    {
        if (sizes.IsEmpty) throw new ArgumentException("Unflatten: sizes are missing.", nameof(sizes));
        foreach (var size in sizes) LayerArgument.AtLeast(-1, size, nameof(Unflatten));
        if (sizes.Count(-1) > 1) throw new ArgumentException("Unflatten: only one of the sizes can be -1.", nameof(sizes));
        (_dim, _sizes) = (dim, sizes.ToArray());
    }

    /// <inheritdoc cref="ILayerSamples.Samples"/>
    public static IEnumerable<LayerSample> Samples =>
    [
        new(_ => new Unflatten(1, 3, 2), SampleInput.Real([2, 6])),
        new(_ => new Unflatten(-2, 2, -1), SampleInput.Real([2, 4, 3])),
    ];

    /// <inheritdoc/>
    protected internal override string Hyperparameters => $"dim {_dim} to [{string.Join(", ", _sizes)}]";

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input)
    {
        if (_dim < -input.Rank || _dim >= input.Rank)
            throw new ShapeException(nameof(Unflatten), $"dim {_dim} does not exist in an input of shape {input.Shape}.");
        var dim = _dim < 0 ? _dim + input.Rank : _dim;
        var known = 1L;
        foreach (var size in _sizes) known *= size == -1 ? 1 : size;
        var hasUnknown = _sizes.Contains(-1);
        var whole = input.Shape[dim];
        if (hasUnknown ? known == 0 || whole % known != 0 : known != whole)
        {
            throw new ShapeException(nameof(Unflatten),
                $"dimension {dim} of an input of shape {input.Shape} does not split into [{string.Join(", ", _sizes)}].");
        }
        var sizes = _sizes.Select(size => size == -1 ? (int)(whole / known) : size);
        return input.Reshape(Shape.Create([.. input.Shape.Sizes[..dim], .. sizes, .. input.Shape.Sizes[(dim + 1)..]]));
    }
}
