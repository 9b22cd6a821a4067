namespace Adjoint.Nn;

/// <summary>A module that turns an input into an output; most turn a tensor into a tensor.</summary>
/// <typeparam name="TInput">A tensor, or a tuple or record of several.</typeparam>
/// <typeparam name="TOutput">A tensor, or a tuple or record of several.</typeparam>
public abstract class Module<TInput, TOutput> : Module
{
    /// <summary>Runs the module. Errors and graph nodes made on the way carry its path.</summary>
    public TOutput Forward(TInput input)
    {
        if (input is null) throw new ArgumentNullException(nameof(input));
        var path = RunningPath;
        using var scope = ModuleScope.Enter(path);
        var output = ForwardCore(input);
        if (ModuleCapture.IsActive) ModuleCapture.Note(this, path, output);
        return output;
    }

    /// <summary>What the module computes.</summary>
    protected abstract TOutput ForwardCore(TInput input);
}
