using System.Globalization;

namespace Adjoint.Graphs.Drawing;

/// <summary>A scale of a chart: what number lies where between its two ends, with marks at round numbers.</summary>
public sealed class ChartAxis
{
    private const int MostTicks = 400;

    private readonly double _step;

    private ChartAxis(double low, double high, double step, bool isLogarithmic)
    {
        (Low, High, _step, IsLogarithmic) = (low, high, step, isLogarithmic);
    }

    /// <summary>The number at the left or lower end.</summary>
    public double Low { get; }

    /// <summary>The number at the right or upper end.</summary>
    public double High { get; }

    /// <summary>True if equal distances are equal ratios.</summary>
    public bool IsLogarithmic { get; }

    /// <summary>A scale whose ends are round numbers around all finite values; from 0 to 1 if there are none.</summary>
    /// <param name="values">The numbers to be shown.</param>
    /// <param name="isLogarithmic">Marks at powers of ten; numbers of 0 and below are left out.</param>
    public static ChartAxis Over(IEnumerable<double> values, bool isLogarithmic = false)
    {
        ArgumentNullException.ThrowIfNull(values);
        var (least, greatest) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values)
        {
            if (!double.IsFinite(value) || (isLogarithmic && value <= 0)) continue;
            least = Math.Min(least, value);
            greatest = Math.Max(greatest, value);
        }
        if (least > greatest) (least, greatest) = isLogarithmic ? (1, 10) : (0, 1);
        return isLogarithmic ? Decades(least, greatest) : Round(least, greatest);
    }

    /// <summary>A linear scale with just these ends.</summary>
    /// <exception cref="ArgumentException">The ends are not finite, or the upper one is not above the lower one.</exception>
    public static ChartAxis Between(double low, double high)
    {
        if (!double.IsFinite(low) || !double.IsFinite(high - low) || high <= low)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"ChartAxis: the ends of a scale must be finite and rise, and {low} and {high} do not."), nameof(high));
        }
        return new ChartAxis(low, high, StepOf(high - low), isLogarithmic: false);
    }

    /// <summary>The marks, from the lower end to the upper one.</summary>
    public IReadOnlyList<double> Ticks
    {
        get
        {
            var ticks = new List<double>();
            if (IsLogarithmic)
            {
                var last = Math.Log10(High) + 1e-9;
                for (var power = Math.Round(Math.Log10(Low)); power <= last; power += _step) ticks.Add(Math.Pow(10, power));
                return ticks;
            }
            var first = Math.Ceiling(Low / _step - 1e-9);
            // Counted, not summed, so that 0 is 0 and 0.3 is 0.3.
            for (var i = 0; i < MostTicks && (first + i) * _step <= High + _step * 1e-9; i++) ticks.Add((first + i) * _step);
            return ticks;
        }
    }

    /// <summary>Where a number lies: 0 at the lower end, 1 at the upper one.</summary>
    public double Fraction(double value) => IsLogarithmic
        ? Math.Log10(value / Low) / Math.Log10(High / Low)
        : (value - Low) / (High - Low);

    /// <summary>True if a number can be shown at all: it is finite and, on a logarithmic scale, above 0.</summary>
    public bool CanShow(double value) => double.IsFinite(value) && (!IsLogarithmic || value > 0);

    /// <summary>A mark's text: as many digits as tell the marks apart.</summary>
    public string Label(double tick)
    {
        var isFarFromOne = Math.Max(Math.Abs(Low), Math.Abs(High)) is >= 1e6 or < 1e-3;
        if (IsLogarithmic || isFarFromOne) return tick.ToString("0.###e0", CultureInfo.InvariantCulture);
        var decimals = Math.Clamp((int)Math.Ceiling(-Math.Log10(_step) - 1e-9), 0, 8);
        return (Math.Abs(tick) < _step * 1e-6 ? 0 : tick).ToString($"F{decimals}", CultureInfo.InvariantCulture);
    }

    private static ChartAxis Round(double least, double greatest)
    {
        // Beyond, the distance between the ends could overflow.
        (least, greatest) = (Math.Max(least, -1e300), Math.Min(greatest, 1e300));
        // A constant gets a scale around it that its digits can still tell apart.
        var smallest = Math.Max(Math.Max(Math.Abs(least), Math.Abs(greatest)) * 1e-6, 1e-9);
        var step = StepOf(Math.Max(greatest - least, smallest));
        var low = Math.Floor(least / step + 1e-9) * step;
        var high = Math.Ceiling(greatest / step - 1e-9) * step;
        return new ChartAxis(low, high > low ? high : low + step, step, isLogarithmic: false);
    }

    private static ChartAxis Decades(double least, double greatest)
    {
        var low = Math.Floor(Math.Log10(least));
        var high = Math.Max(Math.Ceiling(Math.Log10(greatest)), low + 1);
        return new ChartAxis(Math.Pow(10, low), Math.Pow(10, high), Math.Max(1, Math.Ceiling((high - low) / 8)), isLogarithmic: true);
    }

    // The smallest of 1, 2, 5 times a power of ten that makes at most six steps.
    private static double StepOf(double range)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(range / 5)));
        foreach (var factor in (ReadOnlySpan<double>)[1, 2, 5])
        {
            if (range / (power * factor) <= 6) return power * factor;
        }
        return power * 10;
    }
}
