namespace Adjoint.Nn;

/// <summary>
/// Keeps what the modules that run on this thread put out, until the scope ends (PyTorch: <c>Module.register_forward_hook</c>):
/// <code>
/// using var capture = ModuleCapture.Begin();
/// network.Forward(input);
/// var maps = capture.Outputs.Last(output => output.Path == "conv2").Output;
/// </code>
/// The modules need not know. A <c>ref struct</c>, so that the compiler keeps it within one synchronous method: other threads, and other
/// requests of a server, see nothing of it.
/// </summary>
public readonly ref struct ModuleCapture
{
    [ThreadStatic] private static Log? s_log;
    private readonly Log _log;

    private ModuleCapture(Log log) => _log = log;

    /// <summary>True while outputs of modules are kept on this thread: modules that would be run as one must be run one by one.</summary>
    public static bool IsActive => s_log is not null;

    /// <summary>The outputs so far, in the order in which the modules finished; one that runs twice stands there twice.</summary>
    public IReadOnlyList<ModuleOutput> Outputs => _log.Outputs;

    /// <summary>Begins to keep outputs. Scopes may be nested; the outer one goes on.</summary>
    /// <param name="path">The path of the only modules whose outputs are kept, to save memory; all if omitted.</param>
    public static ModuleCapture Begin(string? path = null)
    {
        s_log = new Log(path, s_log);
        return new ModuleCapture(s_log);
    }

    /// <summary>Restores what was before; <see cref="Outputs"/> stay.</summary>
    public void Dispose() => s_log = _log.Outer;

    internal static void Note(Module module, string path, object? output)
    {
        if (output is not Tensor tensor) return;
        for (var log = s_log; log is not null; log = log.Outer)
        {
            if (log.Path is null || log.Path == path) log.Outputs.Add(new ModuleOutput(path, module, tensor));
        }
    }

    private sealed record Log(string? Path, Log? Outer)
    {
        public List<ModuleOutput> Outputs { get; } = [];
    }
}

/// <summary>What one run of a module put out.</summary>
/// <param name="Path">The module's path, such as <c>features.conv1</c>; empty for the root of a tree.</param>
/// <param name="Module">The module.</param>
/// <param name="Output">The output itself, not a copy, with its record.</param>
public sealed record ModuleOutput(string Path, Module Module, Tensor Output);
