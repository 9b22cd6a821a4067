using System.Globalization;

namespace Adjoint.Cli.Output;

/// <summary>A duration as hours, minutes and seconds; hours may be more than a day's.</summary>
internal static class Duration
{
    public static string Text(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours:00}:{time.Minutes:00}:{time.Seconds:00}");
}
