using System.Diagnostics;

namespace Adjoint.Bench;

/// <summary>
/// The Python that can import PyTorch: the system's own if it can, since that is where distributions put it, else the first on the path.
/// </summary>
internal static class Python
{
    private static readonly string[] s_candidates = ["/usr/bin/python3", "python3", "python"];
    private static readonly Lazy<string> s_program = new(Find);

    /// <summary>A start of one of the scripts in <c>peers/</c>.</summary>
    /// <exception cref="PeerException">There is no Python with PyTorch.</exception>
    public static ProcessStartInfo Script(PeerVariant variant, string script, params ReadOnlySpan<string> arguments)
    {
        var start = new ProcessStartInfo(s_program.Value) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "peers", script));
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        variant.ApplyTo(start);
        return start;
    }

    private static string Find() => s_candidates.FirstOrDefault(HasTorch)
        ?? throw new PeerException($"--peer needs Python with PyTorch, and none of {string.Join(", ", s_candidates)} can import torch. "
            + "Hint: on Debian, apt-get install python3-torch libopenblas0-openmp.");

    private static bool HasTorch(string program)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("import torch; print(torch.__version__)");
        try
        {
            using var process = Process.Start(start)!;
            var version = process.StandardOutput.ReadToEnd().Trim();
            process.WaitForExit();
            if (process.ExitCode != 0) return false;
            Console.Error.WriteLine($"peer: PyTorch {version} of {program}");
            return true;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
