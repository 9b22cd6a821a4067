using System.Globalization;

namespace Adjoint.Data;

/// <summary>
/// A random change of an image that leaves its class as it is, so that a network sees another picture each epoch. It is made by the
/// loader's background thread, and depends on the seed, the epoch and the example alone. PyTorch: <c>torchvision.transforms</c>.
/// </summary>
/// <remarks>
/// A new one is one file: a sealed class with its entries (<see cref="INamedAugmentation"/>), found by name as in
/// <c>--augment crop,flip</c>.
/// </remarks>
public abstract class Augmentation
{
    private readonly string _name;
    private readonly double _strength;

    /// <summary>Makes an augmentation that can be written down.</summary>
    /// <param name="name">Its name in the catalogue.</param>
    /// <param name="strength">The one number that is set of it.</param>
    private protected Augmentation(string name, double strength) => (_name, _strength) = (name, strength);

    /// <summary>Changes an image in place.</summary>
    /// <param name="image">The image.</param>
    /// <param name="random">The randomness of this example in this epoch.</param>
    internal abstract void Apply(ImageView image, ref SplitMix64 random);

    /// <summary>What is wrong with it for images of this size; null if nothing is.</summary>
    /// <param name="height">Rows of an image.</param>
    /// <param name="width">Columns of an image.</param>
    public virtual string? Problem(int height, int width) => null;

    /// <summary>As <c>--augment</c> takes it, such as <c>crop:4</c>.</summary>
    public sealed override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{_name}:{_strength}");

    /// <summary>A probability that was given.</summary>
    private protected static double Probability(string name, double value) => value is >= 0 and <= 1
        ? value
        : throw new ArgumentOutOfRangeException(nameof(value),
            FormattableString.Invariant($"{name}: a probability is from 0 to 1, and this is {value}."));
}
