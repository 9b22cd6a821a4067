namespace Adjoint.Nn;

/// <summary>Checks of what is put into a list of modules, and where; the errors name the list and the position.</summary>
internal static class ModulePosition
{
    public static int Existing(int index, int count, string list) => (uint)index < (uint)count ? index
        : throw new ArgumentOutOfRangeException(nameof(index),
            $"{list}: there is no module at {index}; " + (count == 0 ? "there are none." : $"there are {count}, at 0..{count - 1}."));

    public static int New(int index, int count, string list) => (uint)index <= (uint)count ? index
        : throw new ArgumentOutOfRangeException(nameof(index),
            $"{list}: a module can be inserted at 0..{count}, and not at {index}.");

    /// <summary>A module that contains the list would run for ever.</summary>
    public static void RequireFit(Module list, Module? module, int index)
    {
        if (module is null) throw new ArgumentNullException(nameof(module), $"{list.TypeName}: module {index} is null.");
        if (!ReferenceEquals(module, list) && module.NamedModules().All(entry => !ReferenceEquals(entry.Module, list))) return;
        throw new ArgumentException($"{list.TypeName}: module {index} contains the {list.TypeName} that it is put into.", nameof(module));
    }
}
