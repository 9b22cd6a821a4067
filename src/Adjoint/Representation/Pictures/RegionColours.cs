using System.Globalization;

namespace Adjoint.Representation;

/// <summary>Any number of quiet colours, neighbours in number far apart in hue.</summary>
internal static class RegionColours
{
    /// <summary>The colour of a number, as <c>#rrggbb</c>.</summary>
    public static string Of(int number)
    {
        // Steps of the golden angle never come back to a hue.
        var hue = number * 137.50776405003785 % 360;
        var (saturation, lightness) = (0.4 + number % 3 * 0.12, 0.76 + number % 4 * 0.04);
        var reach = saturation * Math.Min(lightness, 1 - lightness);
        return string.Create(CultureInfo.InvariantCulture, $"#{Part(0):x2}{Part(8):x2}{Part(4):x2}");

        // The usual formula from hue, saturation and lightness to a part of red, green or blue.
        int Part(int offset)
        {
            var place = (offset + hue / 30) % 12;
            return (int)Math.Round(255 * (lightness - reach * Math.Clamp(Math.Min(place - 3, 9 - place), -1, 1)));
        }
    }
}
