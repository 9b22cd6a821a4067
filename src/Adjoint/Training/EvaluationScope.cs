using Adjoint.Nn;

namespace Adjoint.Training;

/// <summary>Puts a model into evaluation mode and back into the mode it had.</summary>
internal readonly ref struct EvaluationScope
{
    private readonly Module _model;
    private readonly bool _wasTraining;

    private EvaluationScope(Module model)
    {
        _model = model;
        _wasTraining = model.IsTraining;
    }

    public static EvaluationScope Enter(Module model)
    {
        var scope = new EvaluationScope(model);
        model.Eval();
        return scope;
    }

    public void Dispose()
    {
        if (_wasTraining) _model.Train();
    }
}
