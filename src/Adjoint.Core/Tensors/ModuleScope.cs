namespace Adjoint;

/// <summary>
/// Names the module that is running on this thread, for error messages and for the nodes of the graph. A <c>ref struct</c>, so that the
/// compiler keeps it within one synchronous method and the name cannot leak to another request of a server.
/// </summary>
public readonly ref struct ModuleScope
{
    [ThreadStatic] private static ModuleCall? s_call;
    private readonly ModuleCall? _outer;

    private ModuleScope(ModuleCall? outer) => _outer = outer;

    /// <summary>The path of the running module, such as <c>features.conv1</c>; null outside any module.</summary>
    public static string? Current => s_call?.Path;

    /// <summary>The running call; null outside any module.</summary>
    internal static ModuleCall? CurrentCall => s_call;

    /// <summary>Enters a module: a new call. The scope is left by <c>using</c>.</summary>
    public static ModuleScope Enter(string? path) => Enter(path is null ? null : new ModuleCall(path, s_call));

    /// <summary>Goes on in a call that was entered before, as a backward pass does.</summary>
    internal static ModuleScope Enter(ModuleCall? call)
    {
        var scope = new ModuleScope(s_call);
        s_call = call;
        return scope;
    }

    /// <summary>Leaves the module.</summary>
    public void Dispose() => s_call = _outer;
}
