using Adjoint.Nn;

namespace Adjoint.Training;

/// <summary>Puts a model into evaluation mode and every module in it back into the mode it had.</summary>
internal readonly ref struct EvaluationScope
{
    private readonly (Module Module, bool WasTraining)[] _modes;

    private EvaluationScope(Module model) => _modes = [.. model.NamedModules().Select(entry => (entry.Module, entry.Module.IsTraining))];

    public static EvaluationScope Enter(Module model)
    {
        var scope = new EvaluationScope(model);
        model.Eval();
        return scope;
    }

    // Parents stand before their children, so that a child that had another mode than its parent comes last.
    public void Dispose()
    {
        foreach (var (module, wasTraining) in _modes)
        {
            if (module.IsTraining == wasTraining) continue;
            if (wasTraining) module.Train();
            else module.Eval();
        }
    }
}
