using System.Diagnostics;
using System.Globalization;

namespace Adjoint.Bench;

/// <summary>
/// Starts fresh processes that run a network (<see cref="ChildWork"/> or <c>peers/child.py</c>) and listens to what they say.
/// </summary>
/// <param name="Name">What is started, as reports show it.</param>
/// <param name="Start">How it is started for a task.</param>
internal sealed record ChildProcess(string Name, Func<ChildTask, ProcessStartInfo> Start)
{
    /// <summary>This program through <c>dotnet</c>, as <c>dotnet run</c> starts programs.</summary>
    public static ChildProcess OwnThroughDotnet { get; } = new("dotnet", task => Own(DotnetHost, [PathOf("Adjoint.Bench.dll")], task));

    /// <summary>This program through its own executable.</summary>
    public static ChildProcess OwnExecutable { get; } =
        new("executable", task => Own(PathOf(OperatingSystem.IsWindows() ? "Adjoint.Bench.exe" : "Adjoint.Bench"), [], task));

    public static IReadOnlyList<ChildProcess> Peers { get; } = [.. from variant in PeerVariant.All from form in new[] { "", "channels last" } select PeerOf(variant, form)];

    private static string DotnetHost => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    /// <summary>Seconds from the start of the process to the end of its first step.</summary>
    public double SecondsToFirstStep(ChildTask task) => Run(task).Seconds;

    /// <summary>Peak resident size in MiB.</summary>
    public double PeakMebibytes(ChildTask task) => Run(task).PeakKibibytes / 1024;

    private (double Seconds, double PeakKibibytes) Run(ChildTask task)
    {
        var info = Start(task);
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

    private static ChildProcess PeerOf(PeerVariant variant, string form) =>
        new(form.Length == 0 ? variant.Name : $"{variant.Name}, {form}",
            task => Python.Script(variant, "child.py", [.. task.Arguments, $"{variant.Threads}", form]));

    private static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, file);

    private static ProcessStartInfo Own(string program, string[] arguments, ChildTask task)
    {
        string[] all = [.. arguments, "--child", .. task.Arguments];
        return new ProcessStartInfo(program, all) { RedirectStandardOutput = true };
    }
}
