namespace Adjoint;

/// <summary>
/// Names the module that is running on this thread, for error messages and for the nodes of the graph. A <c>ref struct</c>, so that the
/// compiler keeps it within one synchronous method and the name cannot leak to another request of a server.
/// </summary>
public readonly ref struct ModuleScope
{
    [ThreadStatic] private static string? s_current;
    private readonly string? _outer;

    private ModuleScope(string? outer) => _outer = outer;

    /// <summary>The path of the running module, such as <c>features.conv1</c>; null outside any module.</summary>
    public static string? Current => s_current;

    /// <summary>Enters a module; the scope is left by <c>using</c>.</summary>
    public static ModuleScope Enter(string? path)
    {
        var scope = new ModuleScope(s_current);
        s_current = path;
        return scope;
    }

    /// <summary>Leaves the module.</summary>
    public void Dispose() => s_current = _outer;
}
