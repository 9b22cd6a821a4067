namespace Adjoint.Nn;

/// <summary>
/// A part of a network: parameters, state and child modules under names, in train or eval mode (PyTorch: <c>torch.nn.Module</c>). Derive
/// from <see cref="Module{TInput, TOutput}"/> and write the class as <c>partial</c>: the source generator registers every field and
/// property that holds a parameter or a module, lists and arrays of them included. <c>_conv1</c> and <c>Conv1</c> both become <c>conv1</c>,
/// and <c>InProj</c> becomes <c>in_proj</c>, so that the names of the state are PyTorch's.
/// </summary>
public abstract partial class Module
{
    private static int s_treeChanges;
    private string? _path;
    private int _namedAfter;

    /// <summary>
    /// The path in the module tree that was listed or run last, such as <c>features.conv1</c>; empty for the root of a tree. A module under
    /// several paths has the first one.
    /// </summary>
    public string Path => _path ?? "";

    /// <summary>True in train mode, the mode a module starts in; dropout and batch normalization behave differently in eval mode.</summary>
    public bool IsTraining { get; private set; } = true;

    /// <summary>Switches this module and all modules in it to train mode.</summary>
    public void Train() => SetTraining(true);

    /// <summary>Switches this module and all modules in it to eval mode.</summary>
    public void Eval() => SetTraining(false);

    /// <summary>Converts all parameters, and all state of floating-point numbers, to another float type; gradients are forgotten.</summary>
    /// <exception cref="DTypeException">The type is not a floating-point type.</exception>
    public void To(DType dtype)
    {
        if (!dtype.IsFloat)
        {
            throw new DTypeException("To", $"parameters are floating-point numbers and cannot become {dtype.Text}.");
        }
        foreach (var parameter in Parameters()) parameter.ConvertTo(dtype);
        foreach (var state in StateTensors()) state.ConvertTo(dtype);
    }

    /// <summary>
    /// Lists the members of this module. The source generator overrides it in every partial module; a module with members of its own making
    /// overrides it by hand, and the generator then leaves it alone. Call the base first.
    /// </summary>
    protected virtual void VisitMembers(ModuleVisitor visitor)
    {
    }

    /// <summary>The class name, as trees and messages show it.</summary>
    internal string TypeName => GetType().Name.Split('`')[0];

    /// <summary>What the module's own errors and graph nodes are labelled with while it runs.</summary>
    internal string RunningPath
    {
        get
        {
            if (_path is { Length: > 0 }) return _path;
            // Inside a module that does not list this one, errors name the nearest module that is known.
            if (ModuleScope.Current is { } outer) return outer;
            if (_path is null || _namedAfter != Volatile.Read(ref s_treeChanges))
            {
                _namedAfter = Volatile.Read(ref s_treeChanges);
                ModuleTree.Walk(this);
            }
            return "";
        }
    }

    internal ModuleVisitor Members()
    {
        var visitor = new ModuleVisitor(this);
        VisitMembers(visitor);
        return visitor;
    }

    internal void SetPath(string path) => _path = path;

    /// <summary>Says that a list of modules changed, so that roots name their trees again when they next run.</summary>
    private protected static void NoteTreeChange() => Interlocked.Increment(ref s_treeChanges);

    private void SetTraining(bool isTraining)
    {
        foreach (var (_, module) in NamedModules()) module.IsTraining = isTraining;
    }
}
