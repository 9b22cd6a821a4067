namespace Adjoint.Data.Images;

/// <summary>
/// A fixed kernel of image processing: what a convolution computes before anything is learned (CMU lecture 13). Each channel of a picture
/// is convolved by itself; as everywhere in deep learning the kernel is not turned round: y[i, j] = sum over u, v of
/// weight[u, v] x[s i + u - p, s j + v - p], zero outside of the picture.
/// </summary>
public sealed class ImageKernel
{
    private readonly float[] _weights;

    /// <summary>Makes a square kernel.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="weights">Row by row; as many as a square number.</param>
    /// <exception cref="ArgumentException">The weights make no square.</exception>
    public ImageKernel(string name, params ReadOnlySpan<float> weights)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Size = (int)Math.Round(Math.Sqrt(weights.Length));
        if (weights.Length == 0 || Size * Size != weights.Length)
            throw new ArgumentException($"The kernel '{name}' has {weights.Length} weights, which make no square.", nameof(weights));
        (Name, _weights) = (name, weights.ToArray());
    }

    /// <summary>Leaves a picture as it is.</summary>
    public static ImageKernel Identity { get; } = new("identity", 0, 0, 0, 0, 1, 0, 0, 0, 0);

    /// <summary>The lecture's blur: the neighbours count a tenth each, the middle two.</summary>
    public static ImageKernel Blur { get; } = new("blur", 0.1f, 0.1f, 0.1f, 0.1f, 0.2f, 0.1f, 0.1f, 0.1f, 0.1f);

    /// <summary>What a pixel is more than its neighbours, five times itself minus each of four.</summary>
    public static ImageKernel Sharpen { get; } = new("sharpen", 0, -1, 0, -1, 5, -1, 0, -1, 0);

    /// <summary>Where it gets brighter to the right (Sobel and Feldman, 1968): vertical edges.</summary>
    public static ImageKernel SobelX { get; } = new("sobel-x", -1, 0, 1, -2, 0, 2, -1, 0, 1);

    /// <summary>Where it gets brighter downwards: horizontal edges.</summary>
    public static ImageKernel SobelY { get; } = new("sobel-y", -1, -2, -1, 0, 0, 0, 1, 2, 1);

    /// <summary>Edges of any direction: what a pixel differs from its eight neighbours.</summary>
    public static ImageKernel Laplacian { get; } = new("laplacian", -1, -1, -1, -1, 8, -1, -1, -1, -1);

    /// <summary>Light from the upper left, as on a relief.</summary>
    public static ImageKernel Emboss { get; } = new("emboss", -2, -1, 0, -1, 1, 1, 0, 1, 2);

    /// <summary>What it is called.</summary>
    public string Name { get; }

    /// <summary>Rows and columns.</summary>
    public int Size { get; }

    /// <summary>The weights, float32 [size, size].</summary>
    public Tensor Weights => Tensor.From<float>(_weights, [Size, Size]);

    /// <summary>The mean of a square of pixels; with a stride of its size, downsampling by averages.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The size is below 1.</exception>
    public static ImageKernel Box(int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        var weights = new float[checked(size * size)];
        weights.AsSpan().Fill(1f / weights.Length);
        return new ImageKernel(FormattableString.Invariant($"box-{size}"), weights);
    }

    /// <summary>A mean in which near pixels count more, by exp(-distance^2 / (2 deviation^2)).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The size is below 1, or the deviation is not above 0.</exception>
    public static ImageKernel Gaussian(int size, double deviation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        if (!(deviation > 0) || !double.IsFinite(deviation))
            throw new ArgumentOutOfRangeException(nameof(deviation), deviation, "A standard deviation is positive and finite.");
        var line = Enumerable.Range(0, size).Select(i => Math.Exp(-Math.Pow((i - (size - 1) / 2.0) / deviation, 2) / 2)).ToArray();
        var sum = line.Sum();
        float[] weights = [.. line.SelectMany(down => line.Select(across => (float)(down * across / (sum * sum))))];
        return new ImageKernel(FormattableString.Invariant($"gaussian-{size}"), weights);
    }

    /// <summary>The rows or columns of the result: (size + 2 padding - kernel) / stride + 1, rounded down.</summary>
    /// <param name="size">Rows or columns of the picture.</param>
    /// <param name="stride">Steps between windows.</param>
    /// <param name="padding">Zeros around the picture.</param>
    /// <exception cref="ArgumentOutOfRangeException">The stride is below 1, the padding negative, or the kernel larger than the padded
    /// picture.</exception>
    public int OutputSize(int size, int stride = 1, int padding = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(padding);
        var room = checked(size + 2 * padding - Size);
        if (room >= 0) return room / stride + 1;
        throw new ArgumentOutOfRangeException(nameof(size), size,
            $"The kernel '{Name}' of {Size} is larger than the padded picture, {size} + 2 * {padding} = {size + 2 * padding}.");
    }

    /// <summary>Convolves a picture with the kernel, channel by channel.</summary>
    /// <param name="image">Float32 [channels, height, width].</param>
    /// <param name="stride">Steps between windows; above 1 the picture gets smaller.</param>
    /// <param name="padding">Zeros around the picture; half the kernel's size keeps the size with stride 1.</param>
    /// <returns>[channels, (height + 2 padding - size)/stride + 1, (width + 2 padding - size)/stride + 1].</returns>
    /// <exception cref="ShapeException">It is no picture, or the kernel is larger than the padded picture.</exception>
    public Tensor Apply(Tensor image, int stride = 1, int padding = 0)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (image.Rank != 3)
            throw new ShapeException($"ImageKernel '{Name}'", $"a picture is [channels, height, width], and this is {image.Shape}.");
        // Channels stand in the place of the batch, so that each is convolved by itself.
        var result = image.Unsqueeze(1).Conv2d(Weights.Reshape([1, 1, Size, Size]), stride: stride, padding: padding);
        return result.Squeeze(1);
    }
}
