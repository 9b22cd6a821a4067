namespace Adjoint;

/// <summary>
/// One run of a module: its path and the run it happened in. A module that runs twice has two calls of one path, so that a drawing of the
/// graph can keep them apart.
/// </summary>
public sealed class ModuleCall
{
    internal ModuleCall(string path, ModuleCall? outer) => (Path, Outer) = (path, outer);

    /// <summary>The module's path, such as <c>features.conv1</c>; empty for the root of a module tree.</summary>
    public string Path { get; }

    /// <summary>The run of the module that called this one; null for the outermost.</summary>
    public ModuleCall? Outer { get; }

    /// <summary>The path.</summary>
    public override string ToString() => Path;
}
