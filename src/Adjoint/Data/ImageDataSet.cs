using System.Runtime.Intrinsics;

namespace Adjoint.Data;

/// <summary>
/// Images of one size, kept as they are stored (uint8, channels before rows) and turned into float32 while they are read:
/// <c>(pixel / 255 - mean) / standardDeviation</c>, which is [0, 1] where no normalisation is asked for.
/// </summary>
public sealed class ImageDataSet : DataSet
{
    private readonly byte[] _pixels;
    private readonly byte[] _labels;
    private readonly bool _normalizes;

    /// <summary>Puts pixels and labels together; the arrays are kept, not copied.</summary>
    /// <param name="name">The set's name.</param>
    /// <param name="inputShape">[channels, height, width].</param>
    /// <param name="pixels">All images one after another, <c>count * channels * height * width</c> bytes.</param>
    /// <param name="labels">The class index of each image.</param>
    /// <param name="classes">The names of the classes.</param>
    /// <param name="mean">Subtracted after scaling to [0, 1].</param>
    /// <param name="standardDeviation">Divided by after that; positive.</param>
    /// <exception cref="ArgumentException">The lengths do not agree, or a label is no class.</exception>
    public ImageDataSet(
        string name,
        IReadOnlyList<int> inputShape,
        byte[] pixels,
        byte[] labels,
        IReadOnlyList<string> classes,
        float mean = 0,
        float standardDeviation = 1)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(inputShape);
        ArgumentNullException.ThrowIfNull(pixels);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(classes);
        if (!(standardDeviation > 0) || !float.IsFinite(standardDeviation))
            throw new ArgumentOutOfRangeException(
                nameof(standardDeviation), standardDeviation, "A standard deviation is positive and finite.");
        if (!float.IsFinite(mean)) throw new ArgumentOutOfRangeException(nameof(mean), mean, "A mean is finite.");

        (Name, InputShape, Classes) = (name, [.. inputShape], [.. classes]);
        (_pixels, _labels, Mean, StandardDeviation) = (pixels, labels, mean, standardDeviation);
        _normalizes = mean != 0 || standardDeviation != 1;
        if (inputShape.Count != 3)
            throw new ArgumentException($"An image's shape is [channels, height, width], found {Size(inputShape)}.", nameof(inputShape));
        if ((long)labels.Length * InputLength != pixels.Length)
        {
            var needed = (long)labels.Length * InputLength;
            throw new ArgumentException(
                $"{labels.Length} images of {Size(inputShape)} are {needed} bytes, found {pixels.Length}.", nameof(pixels));
        }

        if (classes.Count == 0) throw new ArgumentException("A set has at least one class.", nameof(classes));
        var wrong = labels.AsSpan().IndexOfAnyExceptInRange((byte)0, (byte)Math.Min(classes.Count - 1, byte.MaxValue));
        if (wrong >= 0)
            throw new ArgumentException($"Label {labels[wrong]} of image {wrong} is none of the {classes.Count} classes.", nameof(labels));
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override int Count => _labels.Length;

    /// <inheritdoc/>
    public override IReadOnlyList<int> InputShape { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Classes { get; }

    /// <summary>What is subtracted from a pixel after scaling to [0, 1].</summary>
    public float Mean { get; }

    /// <summary>What a pixel is divided by after that.</summary>
    public float StandardDeviation { get; }

    /// <inheritdoc/>
    public override float Background(int channel) => (0 - Mean) / StandardDeviation;

    /// <summary>The stored pixels of one image, <see cref="DataSet.InputLength"/> bytes.</summary>
    public ReadOnlySpan<byte> Pixels(int index) => _pixels.AsSpan(checked(index * InputLength), InputLength);

    /// <summary>The class of one image.</summary>
    public int Label(int index) => _labels[index];

    /// <summary>The same images, read with this normalisation; nothing is copied.</summary>
    public ImageDataSet Normalized(float mean, float standardDeviation) =>
        new(Name, InputShape, _pixels, _labels, Classes, mean, standardDeviation);

    /// <inheritdoc/>
    protected internal override void ReadCore(ReadOnlySpan<int> indices, Span<float> inputs, Span<long> targets)
    {
        var length = InputLength;
        for (var i = 0; i < indices.Length; i++)
        {
            Convert(_pixels.AsSpan(indices[i] * length, length), inputs.Slice(i * length, length));
            targets[i] = _labels[indices[i]];
        }
    }

    private static string Size(IReadOnlyList<int> shape) => $"[{string.Join(", ", shape)}]";

    private void Convert(ReadOnlySpan<byte> pixels, Span<float> inputs)
    {
        var i = 0;
        for (; i <= pixels.Length - 16; i += 16)
        {
            // 16 bytes widen to 16 shorts, then to two vectors of 8 integers; the lanes keep their order.
            var bytes = Vector128.Create(pixels.Slice(i, 16));
            var shorts = Vector256.Create(Vector128.WidenLower(bytes), Vector128.WidenUpper(bytes));
            Scale(Vector256.WidenLower(shorts)).CopyTo(inputs[i..]);
            Scale(Vector256.WidenUpper(shorts)).CopyTo(inputs[(i + 8)..]);
        }

        for (; i < pixels.Length; i++) inputs[i] = (pixels[i] / 255f - Mean) / StandardDeviation;
    }

    // Division, not a product with the reciprocal: it rounds as PyTorch does.
    private Vector256<float> Scale(Vector256<uint> pixels)
    {
        var unit = Vector256.ConvertToSingle(pixels.AsInt32()) / 255f;
        return _normalizes ? (unit - Vector256.Create(Mean)) / StandardDeviation : unit;
    }
}
