using System.Globalization;

namespace Adjoint.Data;

/// <summary>An augmentation that has a name on the command line. The source generator strings all of them together in
/// <c>AugmentationCatalogue</c>.</summary>
[Catalogue("AugmentationCatalogue")]
public interface INamedAugmentation
{
    /// <summary>The augmentations that this class makes.</summary>
    static abstract IEnumerable<AugmentationEntry> Entries { get; }
}

/// <summary>An augmentation that has a name.</summary>
/// <param name="Name">The name, lower case.</param>
/// <param name="Description">A few words: what it does and what the number after the name means.</param>
/// <param name="UsualStrength">The number if none is given.</param>
/// <param name="Create">Makes it with a number.</param>
public sealed record AugmentationEntry(string Name, string Description, double UsualStrength, Func<double, Augmentation> Create)
{
    /// <summary>The augmentation that a text asks for: a name, or a name and a number, such as <c>crop:4</c>.</summary>
    /// <exception cref="UnknownNameException">There is none of this name.</exception>
    /// <exception cref="ArgumentException">What follows the name is no number, or none that it can take.</exception>
    public static Augmentation Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var name = (colon < 0 ? text : text[..colon]).Trim();
        var entry = AugmentationCatalogue.Entries.FirstOrDefault(entry => entry.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new UnknownNameException("augmentation", name, AugmentationCatalogue.Entries.Select(entry => entry.Name));
        if (colon < 0) return entry.Create(entry.UsualStrength);
        var number = text[(colon + 1)..];
        if (double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var strength) && double.IsFinite(strength))
        {
            try
            {
                return entry.Create(strength);
            }
            catch (Exception e) when (e is ArgumentOutOfRangeException or OverflowException)
            {
                var reason = e.Message.Split(" (Parameter", 2)[0].TrimEnd('.');
                throw new ArgumentException($"'{text}': {reason}. Hint: {entry.Description}.", e);
            }
        }
        throw new ArgumentException($"'{text}': what follows the colon is no number. Hint: {entry.Description}.");
    }
}
