using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Adjoint.Cli.Tests;

/// <summary>What a call of the program came to.</summary>
internal sealed record Result(int ExitCode, string Output, string Errors)
{
    public JsonElement[] Lines =>
        [.. Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    public Result AssertExit(int code)
    {
        Assert.True(ExitCode == code, $"Expected exit code {code}, found {ExitCode}.\n--- output\n{Output}\n--- errors\n{Errors}");
        return this;
    }

    /// <summary>A failure: no stack trace, the code, and an error that says this.</summary>
    public Result AssertFails(int code, params string[] texts)
    {
        AssertExit(code);
        Assert.All(texts, text => Assert.Contains(text, Errors, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", Errors, StringComparison.Ordinal);
        return this;
    }
}

/// <summary>Runs the program as a process of its own, in a folder of its own, on a small data set in MNIST's format.</summary>
internal sealed class Cli : IDisposable
{
    private static readonly string s_program = typeof(Program).Assembly.Location;

    public Cli()
    {
        SmallDigits.Write(Path.Combine(Folder, "data", "mnist"));
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("adjoint-cli-test-").FullName;

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    public string PathOf(params string[] names) => Path.Combine([Folder, .. names]);

    public byte[] Bytes(params string[] names) => File.ReadAllBytes(PathOf(names));

    public Result Run(params string[] arguments)
    {
        using var process = Start(arguments);
        return process.Wait();
    }

    /// <summary>Runs the program on a text that comes over standard input.</summary>
    public Result RunWithInput(string input, params string[] arguments)
    {
        using var process = StartProgram("dotnet", [s_program, .. arguments], input);
        return process.Wait();
    }

    public Running Start(params string[] arguments) => StartProgram("dotnet", [s_program, .. arguments]);

    /// <summary>Runs the program through the shell, where <c>$ADJOINT</c> stands for it.</summary>
    public Result Shell(string script)
    {
        using var process = StartProgram("/bin/sh", ["-c", script.Replace("$ADJOINT", $"dotnet '{s_program}'", StringComparison.Ordinal)]);
        return process.Wait();
    }

    private Running StartProgram(string program, string[] arguments, string input = "")
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ADJOINT_DATA"] = PathOf("data");
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment.Remove("NO_COLOR");
        return new Running(Process.Start(start)!, input);
    }
}

/// <summary>A running call of the program.</summary>
internal sealed partial class Running : IDisposable
{
    private const int Patience = 120_000;
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _errors;

    public Running(Process process, string input)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
        _errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
    }

    public Result Wait()
    {
        if (!_process.WaitForExit(Patience))
        {
            _process.Kill(entireProcessTree: true);
            Assert.Fail($"The program did not end.\n{_output.Result}\n{_errors.Result}");
        }
        return new Result(_process.ExitCode, _output.Result, _errors.Result);
    }

    /// <summary>Waits until a condition of the file system holds that the program brings about.</summary>
    public void WaitUntil(Func<bool> condition)
    {
        var isMet = SpinWait.SpinUntil(() => condition() || _process.HasExited, Patience);
        Assert.True(isMet && condition(), "The program ended too early, or did not do it.");
    }

    public void Signal(PosixSignal signal) => Assert.Equal(0, Kill(_process.Id, signal switch
    {
        PosixSignal.SIGINT => 2,
        PosixSignal.SIGTERM => 15,
        _ => throw new ArgumentOutOfRangeException(nameof(signal)),
    }));

    public void Kill() => _process.Kill();

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
