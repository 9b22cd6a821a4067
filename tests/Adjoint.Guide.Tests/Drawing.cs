using System.Globalization;
using System.Text.RegularExpressions;

namespace Adjoint.Guide.Tests;

/// <summary>Compares pictures: the same words, and numbers that differ by no more than the eye could see.</summary>
internal static partial class Drawing
{
    private const double Tolerance = 0.15;

    /// <summary>The first place where two pictures differ; null if they look the same.</summary>
    public static string? FirstDifference(string kept, string drawn) =>
        InWords(PixelPictures.Without(kept), PixelPictures.Without(drawn)) ?? PixelPictures.Difference(kept, drawn);

    private static string? InWords(string kept, string drawn)
    {
        var (left, right) = (Number().Split(kept), Number().Split(drawn));
        for (var i = 0; i < Math.Min(left.Length, right.Length); i++)
        {
            if (left[i] == right[i]) continue;
            if (double.TryParse(left[i], CultureInfo.InvariantCulture, out var x) && double.TryParse(right[i], CultureInfo.InvariantCulture, out var y)
                && Math.Abs(x - y) <= Tolerance)
            {
                continue;
            }
            return $"'{left[i]}' is now '{right[i]}'";
        }
        return left.Length == right.Length ? null : "the pictures have different numbers of parts";
    }

    [GeneratedRegex(@"(-?\d+(?:\.\d+)?)")]
    private static partial Regex Number();
}
