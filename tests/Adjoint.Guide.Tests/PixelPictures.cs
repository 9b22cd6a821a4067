using System.Text.RegularExpressions;
using Adjoint.Data.Images;

namespace Adjoint.Guide.Tests;

/// <summary>
/// Compares the pixels that stand inside a drawing. Sums are rounded otherwise on other processors, and a network that was trained there is
/// a little another one: so pictures may differ by a few hundredths on average, which one of something else does not.
/// </summary>
internal static partial class PixelPictures
{
    private const double Tolerance = 0.04;

    /// <summary>The drawing without its pixels.</summary>
    public static string Without(string drawing) => Uri().Replace(drawing, "pixels");

    /// <summary>What differs between the pixels of two drawings; null if they look the same.</summary>
    public static string? Difference(string kept, string drawn)
    {
        var (left, right) = (Uri().Matches(kept), Uri().Matches(drawn));
        if (left.Count != right.Count) return $"there were {left.Count} pictures of pixels and are {right.Count}";
        var sum = 0.0;
        for (var i = 0; i < left.Count; i++)
        {
            var (x, y) = (Decode(left[i]), Decode(right[i]));
            if (x.Shape != y.Shape) return $"picture {i} was {x.Shape} and is {y.Shape}";
            sum += (x - y).Abs().Mean().Item();
        }
        return sum <= Tolerance * left.Count ? null : $"the pixels differ by {sum / left.Count:0.000} on average";
    }

    private static Tensor Decode(Match match) => ImageFile.Decode(Convert.FromBase64String(match.Groups[1].Value), "a picture", ImageColor.Rgb);

    [GeneratedRegex("data:image/png;base64,([A-Za-z0-9+/=]+)")]
    private static partial Regex Uri();
}
