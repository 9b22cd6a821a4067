using Adjoint.Nn;

namespace Adjoint.Optim;

/// <summary>
/// Parameters of an optimizer that share their hyper-parameters (PyTorch: an entry of <c>param_groups</c>): the biases that no weight decay
/// shall pull to zero, or the pretrained layers that learn more slowly. <see cref="Optimizer.AddGroup"/> makes one.
/// </summary>
public sealed class ParameterGroup
{
    private readonly Dictionary<string, HyperParameter> _hyperParameters;
    private readonly string _optimizer;

    internal ParameterGroup(string optimizer, IReadOnlyList<Parameter> parameters, IEnumerable<HyperParameter> hyperParameters)
    {
        (_optimizer, Parameters) = (optimizer, parameters);
        _hyperParameters = hyperParameters.ToDictionary(one => one.Name);
    }

    /// <summary>The parameters, in order.</summary>
    public IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>The names of all hyper-parameters that the optimizer has.</summary>
    public IReadOnlyCollection<string> Names => _hyperParameters.Keys;

    /// <summary>The step size of this group, before the schedule's factor (PyTorch: <c>lr</c>).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public double LearningRate
    {
        get => this["learningRate"];
        set => this["learningRate"] = value;
    }

    /// <summary>The weight of the L2 penalty, or of the decay where the optimizer keeps it apart from the gradient.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public double WeightDecay
    {
        get => this["weightDecay"];
        set => this["weightDecay"] = value;
    }

    /// <summary>A hyper-parameter by the name of the optimizer's argument: <c>group["momentum"] = 0.5</c>.</summary>
    /// <exception cref="UnknownNameException">The optimizer has no such hyper-parameter.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of its range.</exception>
    public double this[string name]
    {
        get => Find(name).Value;
        set => _hyperParameters[name] = Find(name).With(value);
    }

    internal IEnumerable<HyperParameter> HyperParameters => _hyperParameters.Values;

    private HyperParameter Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _hyperParameters.TryGetValue(name, out var found)
            ? found
            : throw new UnknownNameException($"hyper-parameter of {_optimizer}", name, _hyperParameters.Keys);
    }
}
