namespace Adjoint.Data;

/// <summary>
/// Turns an image about its centre by a random angle, interpolating between pixels; what comes in is empty. PyTorch:
/// <c>torchvision.transforms.RandomRotation</c> with bilinear interpolation.
/// </summary>
public sealed class RandomRotation : Augmentation, INamedAugmentation
{
    private const string Called = "rotate";
    private readonly float _degrees;

    /// <summary>Sets the greatest angle.</summary>
    /// <param name="degrees">Angles are uniform between minus and plus this.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not from 0 to 180.</exception>
    public RandomRotation(double degrees = 15) : base(Called, degrees)
    {
        if (degrees is not (>= 0 and <= 180))
        {
            throw new ArgumentOutOfRangeException(nameof(degrees),
                FormattableString.Invariant($"{Called}: an angle is from 0 to 180 degrees, and this is {degrees}."));
        }
        _degrees = (float)degrees;
    }

    /// <inheritdoc/>
    public static IEnumerable<AugmentationEntry> Entries =>
        [new(Called, "rotate:D turns by up to D degrees (15)", 15, degrees => new RandomRotation(degrees))];

    internal override void Apply(ImageView image, ref SplitMix64 random) =>
        AffineMap.About(image.Height, image.Width, float.DegreesToRadians(random.Uniform(-_degrees, _degrees)), 1, 0, 0).Apply(image);
}
