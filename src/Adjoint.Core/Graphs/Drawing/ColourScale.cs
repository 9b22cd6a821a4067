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

    /// <summary>The colour of a finite value, as <c>#rrggbb</c>; values outside get the nearest end.</summary>
    public string Of(double value)
    {
        // Halved, so that the distance between the ends is finite whatever they are.
        var share = High > Low ? Math.Clamp((value / 2 - Low / 2) / (High / 2 - Low / 2), 0, 1) : 0.5;
        var place = share * (_colours.Length - 1);
        var index = Math.Min((int)place, _colours.Length - 2);
        var (from, to, rest) = (_colours[index], _colours[index + 1], place - index);
        return string.Create(CultureInfo.InvariantCulture,
            $"#{Mix(from.Red, to.Red, rest):x2}{Mix(from.Green, to.Green, rest):x2}{Mix(from.Blue, to.Blue, rest):x2}");
    }

    private static int Mix(int from, int to, double share) => (int)Math.Round(from + (to - from) * share);
}
