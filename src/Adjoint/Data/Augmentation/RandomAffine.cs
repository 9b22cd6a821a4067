namespace Adjoint.Data;

/// <summary>
/// Turns an image a little, makes it a little larger or smaller and shifts it by parts of pixels, at once and interpolating between
/// pixels, as handwriting differs from hand to hand; what comes in is empty. PyTorch: <c>torchvision.transforms.RandomAffine</c>.
/// </summary>
public sealed class RandomAffine : Augmentation, INamedAugmentation
{
    private const string Called = "affine";
    private const float Degrees = 10;
    private const float Growth = 0.1f;
    private const float Shift = 0.07f;
    private const double Most = 8;
    private readonly float _strength;

    /// <summary>Sets how much.</summary>
    /// <param name="strength">1 is up to 10 degrees, 10% larger or smaller and a shift of 7% of the image; 0.5 half of each.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is negative or above 8.</exception>
    public RandomAffine(double strength = 1) : base(Called, strength)
    {
        if (strength is not (>= 0 and <= Most))
        {
            throw new ArgumentOutOfRangeException(nameof(strength),
                FormattableString.Invariant($"{Called}: its strength is from 0 to {Most}, and this is {strength}."));
        }
        _strength = (float)strength;
    }

    /// <inheritdoc/>
    public static IEnumerable<AugmentationEntry> Entries =>
    [
        new(Called, "affine:X turns, resizes and shifts, by up to 10 degrees, 10% and 7% for 1 (1)", 1,
            strength => new RandomAffine(strength)),
    ];

    internal override void Apply(ImageView image, ref SplitMix64 random)
    {
        var angle = float.DegreesToRadians(random.Uniform(-1, 1) * Degrees * _strength);
        var scale = 1 + random.Uniform(-1, 1) * Growth * _strength;
        var right = random.Uniform(-1, 1) * Shift * _strength * image.Width;
        var down = random.Uniform(-1, 1) * Shift * _strength * image.Height;
        AffineMap.About(image.Height, image.Width, angle, scale, right, down).Apply(image);
    }
}
