namespace Adjoint.Data;

/// <summary>
/// Changes the images of a batch, each by randomness of its own: a stream of numbers that depends on the seed, the epoch and the example.
/// So the same seed gives the same bits in any order of the examples, and from any batch of any epoch on.
/// </summary>
internal sealed class Augmenter
{
    // Keeps the streams apart from those of the orders of epochs, which have the same seed.
    private const ulong Purpose = 0xA06A_E27A_7103_5EED;

    private readonly Augmentation[] _steps;
    private readonly ulong _seed;
    private readonly int _height;
    private readonly int _width;
    private readonly float[] _background;

    /// <param name="dataSet">The set whose images are changed.</param>
    /// <param name="steps">The changes, in order.</param>
    /// <param name="seed">What they depend on, with the epoch and the example.</param>
    /// <exception cref="InvalidDataException">The examples are no images.</exception>
    public Augmenter(DataSet dataSet, IReadOnlyList<Augmentation> steps, ulong seed)
    {
        if (dataSet.InputShape is not [var channels, var height, var width])
        {
            throw new InvalidDataException($"Augmentation ({string.Join(",", steps)}) changes images [channels, height, width], and the "
                + $"inputs of '{dataSet.Name}' are [{string.Join(", ", dataSet.InputShape)}].");
        }
        (_steps, _seed, _height, _width) = ([.. steps], seed ^ Purpose, height, width);
        _background = [.. Enumerable.Range(0, channels).Select(dataSet.Background)];
    }

    /// <summary>The room that <see cref="Apply"/> works in.</summary>
    public int ScratchLength => ImageView.ScratchLength(_height, _width);

    /// <summary>Changes images in place.</summary>
    /// <param name="images">Image after image.</param>
    /// <param name="indices">Which examples they are.</param>
    /// <param name="epoch">The epoch, counted from 0.</param>
    /// <param name="scratch">Room of <see cref="ScratchLength"/>.</param>
    public void Apply(Span<float> images, ReadOnlySpan<int> indices, int epoch, Span<float> scratch)
    {
        var length = _background.Length * _height * _width;
        for (var i = 0; i < indices.Length; i++)
        {
            var random = new SplitMix64(_seed, (ulong)epoch << 32 | (uint)indices[i]);
            var image = new ImageView(images.Slice(i * length, length), scratch, _background, _height, _width);
            foreach (var step in _steps) step.Apply(image, ref random);
        }
    }
}
