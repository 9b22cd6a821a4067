namespace Adjoint.Data;

/// <summary>
/// Blots out a rectangle of random size, form and place with some probability, so that a network does not rely on one part of a thing.
/// Zhong, Zheng, Kang, Li and Yang, "Random erasing data augmentation" (2020): 2% to 33% of the area, sides in a ratio of 0.3 to 3.3, here
/// filled with the value 0, which is the mean of a normalised channel. PyTorch: <c>torchvision.transforms.RandomErasing</c>.
/// </summary>
public sealed class RandomErasing : Augmentation, INamedAugmentation
{
    private const string Called = "erase";
    private const float LeastArea = 0.02f;
    private const float MostArea = 0.33f;
    private const float MostRatio = 3.3f;
    private const int Trials = 10;
    private readonly double _probability;

    /// <summary>Sets how often.</summary>
    /// <param name="probability">The share of the images that lose a part.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is none.</exception>
    public RandomErasing(double probability = 0.5) : base(Called, probability) => _probability = Probability(Called, probability);

    /// <inheritdoc/>
    public static IEnumerable<AugmentationEntry> Entries =>
        [new(Called, "erase:P blots out a rectangle with probability P (0.5)", 0.5, probability => new RandomErasing(probability))];

    internal override void Apply(ImageView image, ref SplitMix64 random)
    {
        if (random.Uniform() >= _probability) return;
        // A rectangle that does not fit is drawn again, as in the paper; an image too flat for any stays whole.
        for (var trial = 0; trial < Trials; trial++)
        {
            var area = random.Uniform(LeastArea, MostArea) * image.Height * image.Width;
            var ratio = MathF.Exp(random.Uniform(-1, 1) * MathF.Log(MostRatio));
            var (height, width) = ((int)MathF.Round(MathF.Sqrt(area * ratio)), (int)MathF.Round(MathF.Sqrt(area / ratio)));
            if (height < 1 || width < 1 || height >= image.Height || width >= image.Width) continue;
            Erase(image, random.Below(image.Height - height + 1), random.Below(image.Width - width + 1), height, width);
            return;
        }
    }

    private static void Erase(ImageView image, int top, int left, int height, int width)
    {
        for (var channel = 0; channel < image.Channels; channel++)
        {
            var pixels = image.Channel(channel);
            for (var y = top; y < top + height; y++) pixels.Slice(y * image.Width + left, width).Clear();
        }
    }
}
