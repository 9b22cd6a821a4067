using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Adjoint.Backends;

namespace Adjoint.Bench;

/// <summary>What the figures were taken on.</summary>
internal static class Machine
{
    public static string Description =>
        $"{Processor}, {Environment.ProcessorCount} cores, {Backend.Threads} threads, {Vectors}-bit vectors; "
        + $"{RuntimeInformation.FrameworkDescription}; {RuntimeInformation.OSDescription}";

    private static int Vectors => Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;

    private static string Processor
    {
        get
        {
            const string file = "/proc/cpuinfo";
            var lines = File.Exists(file) ? File.ReadLines(file) : [];
            return lines.FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim()
                ?? RuntimeInformation.ProcessArchitecture.ToString();
        }
    }
}
