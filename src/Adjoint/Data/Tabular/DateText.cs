using System.Globalization;

namespace Adjoint.Data;

/// <summary>Dates as days since 1970-01-01, and how they are written.</summary>
internal static class DateText
{
    private const int TicksOfMicrosecond = 10;

    private static readonly double s_least = (DateTime.MinValue - DateTime.UnixEpoch).TotalDays;
    private static readonly double s_greatest = (DateTime.MaxValue - DateTime.UnixEpoch).TotalDays;

    /// <summary>Whether a calendar has the day: the years 1 to 9999.</summary>
    public static bool IsInRange(double days) => days >= s_least && days <= s_greatest;

    /// <summary>The day, with the time if it is not midnight, to a microsecond: double precision tells times of today no finer
    /// apart.</summary>
    public static string Of(double days)
    {
        var time = Time(days);
        return time.ToString(time.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture);
    }

    /// <summary>The day without the time.</summary>
    public static string DayOf(double days) => Time(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // Rounding must not leave the last day of the calendar.
    private static DateTime Time(double days)
    {
        var microseconds = (long)Math.Round(days * TimeSpan.TicksPerDay / TicksOfMicrosecond);
        var ticks = Math.Min(microseconds * TicksOfMicrosecond, (DateTime.MaxValue - DateTime.UnixEpoch).Ticks);
        return DateTime.UnixEpoch.AddTicks(ticks);
    }
}
