namespace Adjoint.Data;

/// <summary>The images of another set, normalised by channel as they are read.</summary>
public sealed class NormalizedDataSet : DataSet
{
    private readonly DataSet _source;
    private readonly int _channelLength;

    /// <summary>Puts a normalisation behind a set.</summary>
    /// <param name="source">Images [channels, height, width].</param>
    /// <param name="normalization">A mean and a standard deviation for each of its channels.</param>
    /// <exception cref="ArgumentException">The two do not fit each other.</exception>
    public NormalizedDataSet(DataSet source, ChannelNormalization normalization)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(normalization);
        if (source.InputShape is not [var channels, var height, var width])
        {
            throw new ArgumentException($"Images are [channels, height, width], and the inputs of '{source.Name}' are "
                + $"[{string.Join(", ", source.InputShape)}].", nameof(source));
        }
        if (normalization.Problem(channels) is { } problem)
            throw new ArgumentException($"'{source.Name}': {problem}", nameof(normalization));
        (_source, Normalization, _channelLength) = (source, normalization, height * width);
    }

    /// <summary>What is done to each image.</summary>
    public ChannelNormalization Normalization { get; }

    /// <inheritdoc/>
    public override string Name => _source.Name;

    /// <inheritdoc/>
    public override int Count => _source.Count;

    /// <inheritdoc/>
    public override IReadOnlyList<int> InputShape => _source.InputShape;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Classes => _source.Classes;

    /// <inheritdoc/>
    public override IReadOnlyList<string> TargetNames => _source.TargetNames;

    /// <inheritdoc/>
    public override float Background(int channel) =>
        (_source.Background(channel) - Normalization.Mean[channel]) / Normalization.StandardDeviation[channel];

    /// <inheritdoc/>
    protected internal override void ReadCore(ReadOnlySpan<int> indices, Span<float> inputs, Span<long> targets)
    {
        _source.ReadCore(indices, inputs, targets);
        Normalization.Apply(inputs, _channelLength);
    }

    /// <inheritdoc/>
    protected internal override void ReadCore(ReadOnlySpan<int> indices, Span<float> inputs, Span<float> targets)
    {
        _source.ReadCore(indices, inputs, targets);
        Normalization.Apply(inputs, _channelLength);
    }
}
