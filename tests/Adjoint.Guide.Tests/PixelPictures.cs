using System.Text.RegularExpressions;
using Adjoint.Data.Images;

namespace Adjoint.Guide.Tests;

/// <summary>
/// Compares the pictures of pixels that stand inside a drawing. Sums are rounded otherwise on other processors, and a network that was
/// trained there is another one: so it is their number and sizes that must agree, and that something is to be seen on them.
/// </summary>
internal static partial class PixelPictures
{
    /// <summary>The drawing without its pixels.</summary>
    public static string Without(string drawing) => Uri().Replace(drawing, "pixels");

    /// <summary>What differs between the pictures of two drawings; null if nothing does.</summary>
    public static string? Difference(string kept, string drawn)
    {
        var (left, right) = (Uri().Matches(kept), Uri().Matches(drawn));
        if (left.Count != right.Count) return $"there were {left.Count} pictures of pixels and are {right.Count}";
        for (var i = 0; i < left.Count; i++)
        {
            var (x, y) = (Decode(left[i]), Decode(right[i]));
            if (x.Shape != y.Shape) return $"picture {i} was {x.Shape} and is {y.Shape}";
            if (y.Max().Item() == y.Min().Item()) return $"picture {i} is of one colour";
        }
        return null;
    }

    private static Tensor Decode(Match match) => ImageFile.Decode(Convert.FromBase64String(match.Groups[1].Value), "a picture", ImageColor.Rgb);

    [GeneratedRegex("data:image/png;base64,([A-Za-z0-9+/=]+)")]
    private static partial Regex Uri();
}
