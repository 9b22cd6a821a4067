using System.Numerics.Tensors;

namespace Adjoint.Data;

/// <summary>
/// Brings each channel of images to mean 0 and standard deviation 1 over a training set: <c>(x - Mean[c]) / StandardDeviation[c]</c>.
/// PyTorch: <c>torchvision.transforms.Normalize</c>.
/// </summary>
/// <param name="Mean">Subtracted, a number a channel.</param>
/// <param name="StandardDeviation">Divided by after that; positive.</param>
public sealed record ChannelNormalization(IReadOnlyList<float> Mean, IReadOnlyList<float> StandardDeviation)
{
    private const int BatchSize = 64;

    /// <summary>Means and standard deviations of the pixels of a set; those of a channel that never changes are left alone.</summary>
    /// <exception cref="InvalidDataException">The set has no images.</exception>
    public static ChannelNormalization Learn(DataSet images)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (images.InputShape is not [var channels, var height, var width] || images.Count == 0)
        {
            throw new InvalidDataException($"Normalisation by channel takes images [channels, height, width], and '{images.Name}' has "
                + $"{images.Count} inputs [{string.Join(", ", images.InputShape)}].");
        }
        var (sums, squares) = (new double[channels], new double[channels]);
        foreach (var batch in new DataLoader(images, BatchSize).Read(0))
        {
            for (var i = 0; i < batch.Count * channels; i++)
            {
                foreach (var value in batch.Inputs.AsSpan(i * height * width, height * width))
                {
                    sums[i % channels] += value;
                    squares[i % channels] += (double)value * value;
                }
            }
        }
        var count = (double)images.Count * height * width;
        var means = Array.ConvertAll(sums, sum => sum / count);
        var deviations = means.Select((mean, c) => Math.Sqrt(Math.Max(0, squares[c] / count - mean * mean)));
        return new ChannelNormalization([.. means.Select(mean => (float)mean)],
            [.. deviations.Select(deviation => deviation > 1e-6 ? (float)deviation : 1)]);
    }

    /// <summary>Normalises images in place.</summary>
    /// <param name="images">Image after image, channels before rows.</param>
    /// <param name="channelLength">The pixels of one channel.</param>
    public void Apply(Span<float> images, int channelLength)
    {
        for (var i = 0; i * channelLength < images.Length; i++)
        {
            var channel = images.Slice(i * channelLength, channelLength);
            TensorPrimitives.Subtract(channel, Mean[i % Mean.Count], channel);
            TensorPrimitives.Divide(channel, StandardDeviation[i % Mean.Count], channel);
        }
    }

    internal string? Problem(int channels)
    {
        if (Mean.Count != channels || StandardDeviation.Count != channels)
            return $"'normalization' must have a mean and a standard deviation for each of {channels} channels.";
        if (!Mean.All(float.IsFinite)) return "the means of 'normalization' must be finite.";
        return StandardDeviation.All(value => value > 0 && float.IsFinite(value))
            ? null
            : "the standard deviations of 'normalization' must be finite and above 0.";
    }
}
