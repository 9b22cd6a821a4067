namespace Adjoint.Data;

/// <summary>
/// Pads an image on all sides and cuts one of the old size out, at a random place: the picture is shifted by as much in any direction, and
/// what comes in is empty. He et al. (2016) train on CIFAR-10 with a padding of 4 and flips. PyTorch:
/// <c>torchvision.transforms.RandomCrop(size, padding)</c>.
/// </summary>
public sealed class RandomCrop : Augmentation, INamedAugmentation
{
    private const string Called = "crop";
    private const int MostPadding = 1 << 14;
    private readonly int _padding;

    /// <summary>Sets the greatest shift.</summary>
    /// <param name="padding">Pixels on each side.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is negative or far larger than any image.</exception>
    public RandomCrop(int padding = 4) : base(Called, padding)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(padding);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(padding, MostPadding);
        _padding = padding;
    }

    /// <inheritdoc/>
    public static IEnumerable<AugmentationEntry> Entries =>
        [new(Called, "crop:N shifts by up to N pixels (4)", 4, padding => new RandomCrop(checked((int)padding)))];

    /// <inheritdoc/>
    public override string? Problem(int height, int width) => _padding < Math.Min(height, width)
        ? null
        : $"{this} moves images of {height}x{width} pixels out of sight; at most {Math.Min(height, width) - 1} leaves something of them";

    internal override void Apply(ImageView image, ref SplitMix64 random)
    {
        var down = random.Below(2 * _padding + 1) - _padding;
        var right = random.Below(2 * _padding + 1) - _padding;
        if ((down, right) == (0, 0)) return;
        var (height, width) = (image.Height, image.Width);
        var kept = Math.Max(0, width - Math.Abs(right));
        for (var channel = 0; channel < image.Channels; channel++)
        {
            var pixels = image.Channel(channel);
            var old = image.Scratch[..pixels.Length];
            pixels.CopyTo(old);
            pixels.Fill(image.Background[channel]);
            if (kept == 0) continue;
            for (var y = Math.Max(0, down); y < Math.Min(height, height + down); y++)
                old.Slice((y - down) * width + Math.Max(0, -right), kept).CopyTo(pixels[(y * width + Math.Max(0, right))..]);
        }
    }
}
