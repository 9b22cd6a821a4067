namespace Adjoint.Data;

/// <summary>Exchanges left and right with some probability. PyTorch: <c>torchvision.transforms.RandomHorizontalFlip</c>.</summary>
public sealed class HorizontalFlip : Augmentation, INamedAugmentation
{
    private const string Called = "flip";
    private readonly double _probability;

    /// <summary>Sets how often.</summary>
    /// <param name="probability">The share of the images that is flipped.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is none.</exception>
    public HorizontalFlip(double probability = 0.5) : base(Called, probability) => _probability = Probability(Called, probability);

    /// <inheritdoc/>
    public static IEnumerable<AugmentationEntry> Entries =>
        [new(Called, "flip:P exchanges left and right with probability P (0.5)", 0.5, probability => new HorizontalFlip(probability))];

    internal override void Apply(ImageView image, ref SplitMix64 random)
    {
        if (random.Uniform() >= _probability) return;
        for (var channel = 0; channel < image.Channels; channel++)
        {
            var pixels = image.Channel(channel);
            for (var y = 0; y < image.Height; y++) pixels.Slice(y * image.Width, image.Width).Reverse();
        }
    }
}
