using System.Diagnostics;
using System.Globalization;

namespace Adjoint.Bench;

/// <summary>
/// Starts fresh processes that train LeNet-5 (<see cref="ChildWork"/> or <c>peers/child.py</c>) and listens to what they say.
/// </summary>
/// <param name="Name">What is started, as reports show it.</param>
/// <param name="Start">How it is started for a number of steps.</param>
internal sealed record ChildProcess(string Name, Func<int, ProcessStartInfo> Start)
{
    /// <summary>This program through <c>dotnet</c>, as <c>dotnet run</c> starts programs.</summary>
    public static ChildProcess OwnThroughDotnet { get; } = new("dotnet", steps => Own(DotnetHost, [PathOf("Adjoint.Bench.dll")], steps));

    /// <summary>This program through its own executable.</summary>
    public static ChildProcess OwnExecutable { get; } =
        new("executable", steps => Own(PathOf(OperatingSystem.IsWindows() ? "Adjoint.Bench.exe" : "Adjoint.Bench"), [], steps));

    public static IReadOnlyList<ChildProcess> Peers { get; } = [.. PeerVariant.All.Select(PeerOf)];

    private static string DotnetHost => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    /// <summary>Seconds from the start of the process to the end of its first training step.</summary>
    public double SecondsToFirstStep() => Run(1).Seconds;

    /// <summary>Peak resident size in MiB after a number of steps.</summary>
    public double PeakMebibytes(int steps) => Run(steps).PeakKibibytes / 1024;

    private (double Seconds, double PeakKibibytes) Run(int steps)
    {
        var info = Start(steps);
        var start = Stopwatch.GetTimestamp();
        using var process = Process.Start(info)!;
        var first = process.StandardOutput.ReadLine();
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var peak = process.StandardOutput.ReadLine();
        process.WaitForExit();
        if (first != ChildWork.FirstStepLine || peak?.StartsWith("peak ", StringComparison.Ordinal) != true)
        {
            throw new PeerException($"The child process ({Name}) said '{first}', '{peak}' and ended with {process.ExitCode}.");
        }
        return (seconds, double.Parse(peak["peak ".Length..], CultureInfo.InvariantCulture));
    }

    private static ChildProcess PeerOf(PeerVariant variant) =>
        new(variant.Name, steps => Python.Script(variant, "child.py", $"{steps}", $"{variant.Threads}"));

    private static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, file);

    private static ProcessStartInfo Own(string program, string[] arguments, int steps)
    {
        string[] all = [.. arguments, "--child", $"{steps}"];
        return new ProcessStartInfo(program, all) { RedirectStandardOutput = true };
    }
}
