using System.Diagnostics;
using System.Globalization;

namespace Adjoint.Bench;

/// <summary>How much of this process lies in physical memory.</summary>
internal static class ResidentMemory
{
    private const string Status = "/proc/self/status";

    public static long Kibibytes => Read("VmRSS:") ?? Process.GetCurrentProcess().WorkingSet64 / 1024;

    /// <summary>The most it ever was.</summary>
    public static long PeakKibibytes => Read("VmHWM:") ?? Process.GetCurrentProcess().PeakWorkingSet64 / 1024;

    // Lines are as in "VmRSS:     12345 kB".
    private static long? Read(string key)
    {
        if (!File.Exists(Status)) return null;
        var line = File.ReadLines(Status).First(text => text.StartsWith(key, StringComparison.Ordinal));
        return long.Parse(line.AsSpan(key.Length).TrimEnd("kB").Trim(), CultureInfo.InvariantCulture);
    }
}
