using System.Globalization;

namespace Adjoint.Graphs.Drawing;

/// <summary>
/// Turns sizes into colours: from dark to bright for values of one sign, and blue through white to red, with white at 0, if there are both.
/// </summary>
public sealed class ColourScale
{
    private static readonly (int Red, int Green, int Blue)[] s_rising =
        [(36, 25, 84), (45, 88, 140), (33, 145, 140), (120, 196, 98), (250, 226, 60)];

    private static readonly (int Red, int Green, int Blue)[] s_signed =
        [(24, 78, 150), (120, 170, 215), (247, 247, 247), (238, 150, 120), (170, 30, 50)];

    private static readonly (int Red, int Green, int Blue)[] s_grey = [(0, 0, 0), (255, 255, 255)];

    private readonly (int Red, int Green, int Blue)[] _colours;

    private ColourScale(double low, double high, (int Red, int Green, int Blue)[] colours) => (Low, High, _colours) = (low, high, colours);

    /// <summary>The value of the first colour.</summary>
    public double Low { get; }

    /// <summary>The value of the last colour.</summary>
    public double High { get; }

    /// <summary>The scale for these values; those that are not finite are left out.</summary>
    public static ColourScale Over(IEnumerable<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values.Where(double.IsFinite)) (low, high) = (Math.Min(low, value), Math.Max(high, value));
        if (low > high) return new ColourScale(0, 1, s_rising);
        if (low >= 0 || high <= 0) return new ColourScale(low, high, s_rising);
        var size = Math.Max(-low, high);
        return new ColourScale(-size, size, s_signed);
    }

    /// <summary>From dark to bright.</summary>
    /// <param name="low">The value of the darkest colour.</param>
    /// <param name="high">The value of the brightest colour.</param>
    public static ColourScale Rising(double low, double high) => new(low, high, s_rising);

    /// <summary>Blue below 0, white at 0, red above.</summary>
    /// <param name="size">The absolute value of both ends.</param>
    public static ColourScale Signed(double size) => new(-size, size, s_signed);

    /// <summary>From black to white.</summary>
    /// <param name="low">The value of black.</param>
    /// <param name="high">The value of white.</param>
    public static ColourScale Grey(double low, double high) => new(low, high, s_grey);

    /// <summary>The colour of a finite value, as <c>#rrggbb</c>; values outside get the nearest end.</summary>
    public string Of(double value)
    {
        var (red, green, blue) = ChannelsOf(value);
        return string.Create(CultureInfo.InvariantCulture, $"#{red:x2}{green:x2}{blue:x2}");
    }

    /// <summary>The colour of a finite value as a pixel; values outside get the nearest end.</summary>
    public (byte Red, byte Green, byte Blue) ChannelsOf(double value)
    {
        // Halved, so that the distance between the ends is finite whatever they are.
        var share = High > Low ? Math.Clamp((value / 2 - Low / 2) / (High / 2 - Low / 2), 0, 1) : 0.5;
        var place = share * (_colours.Length - 1);
        var index = Math.Min((int)place, _colours.Length - 2);
        var (from, to, rest) = (_colours[index], _colours[index + 1], place - index);
        return (Mix(from.Red, to.Red, rest), Mix(from.Green, to.Green, rest), Mix(from.Blue, to.Blue, rest));
    }

    private static byte Mix(int from, int to, double share) => (byte)Math.Round(from + (to - from) * share);
}
