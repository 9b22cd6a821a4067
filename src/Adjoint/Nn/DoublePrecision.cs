namespace Adjoint.Nn;

/// <summary>
/// Until the end of the scope, a model computes with float64 copies of its parameters and state; then it has its own again, untouched.
/// </summary>
internal sealed class DoublePrecision : IDisposable
{
    private readonly (Parameter Parameter, Tensor Value)[] _parameters;
    private readonly (StateTensor State, Tensor Value)[] _states;

    private DoublePrecision(Module model)
    {
        _parameters = [.. model.Parameters().Select(parameter => (parameter, parameter.Value))];
        _states = [.. model.StateTensors().Select(state => (state, state.Value))];
    }

    public static DoublePrecision Begin(Module model)
    {
        var scope = new DoublePrecision(model);
        foreach (var (parameter, value) in scope._parameters)
        {
            var copy = value.Detach().To(DType.Float64).Clone();
            copy.RequiresGrad = parameter.RequiresGrad;
            parameter.Bind(copy);
        }
        foreach (var (state, value) in scope._states) state.Bind(value.DType.IsFloat ? value.To(DType.Float64).Clone() : value.Clone());
        return scope;
    }

    public void Dispose()
    {
        foreach (var (parameter, value) in _parameters) parameter.Bind(value);
        foreach (var (state, value) in _states) state.Bind(value);
    }
}
