using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Adjoint.Bench;

/// <summary>
/// One variant of PyTorch in a process of its own, which lives through a whole suite and answers one request at a time: a JSON line
/// in, a JSON line out. Before it answers it waits until its threads have gone to sleep, so that it takes no core from whoever is measured
/// next.
/// </summary>
internal sealed class PeerProcess : IDisposable
{
    private readonly Process _process;

    public PeerProcess(string twin, PeerVariant variant)
    {
        Variant = variant;
        _process = Process.Start(Python.Script(variant, "serve.py", twin, $"{variant.Threads}"))!;
    }

    public PeerVariant Variant { get; }

    /// <exception cref="PeerException">The process ended or refused.</exception>
    public JsonNode Ask(JsonObject request)
    {
        _process.StandardInput.WriteLine(request.ToJsonString());
        _process.StandardInput.Flush();
        var line = _process.StandardOutput.ReadLine()
            ?? throw new PeerException($"The twin ({Variant.Name}) ended without an answer to {request.ToJsonString()}.");
        var answer = JsonNode.Parse(line)!;
        return answer["error"] is { } error ? throw new PeerException($"The twin ({Variant.Name}): {error}") : answer;
    }

    public void Dispose()
    {
        // The end of its input ends the twin.
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
