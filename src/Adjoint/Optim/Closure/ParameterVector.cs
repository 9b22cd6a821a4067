using Adjoint.Nn;

namespace Adjoint.Optim;

/// <summary>All parameters of an optimizer as one vector of doubles, whatever their own precision.</summary>
internal sealed class ParameterVector
{
    private readonly Parameter[] _parameters;

    public ParameterVector(string optimizer, Parameter[] parameters)
    {
        if (parameters.Length == 0) throw new ArgumentException($"{optimizer}: there are no parameters to optimise.", nameof(parameters));
        if (parameters.Distinct().Count() < parameters.Length)
            throw new ArgumentException($"{optimizer}: a parameter is given twice.", nameof(parameters));
        _parameters = parameters;
        Count = checked(parameters.Sum(parameter => parameter.ElementCount));
    }

    public IReadOnlyList<Parameter> Parameters => _parameters;

    /// <summary>The number of numbers.</summary>
    public int Count { get; }

    public double[] Read() => Gather(parameter => parameter.Value.Detach());

    /// <summary>The gradients; zeros for a parameter that has none.</summary>
    public double[] Gradient() => Gather(parameter => parameter.Grad);

    public void Write(ReadOnlySpan<double> values)
    {
        var start = 0;
        foreach (var parameter in _parameters)
        {
            parameter.CopyFrom(Tensor.From(values.Slice(start, parameter.ElementCount), parameter.Shape).To(parameter.DType));
            start += parameter.ElementCount;
        }
    }

    /// <summary>The first parameter that a number which is not finite belongs to.</summary>
    public Parameter Blame(double[] values)
    {
        var first = Array.FindIndex(values, value => !double.IsFinite(value));
        var owner = 0;
        for (var end = _parameters[0].ElementCount; end <= first; end += _parameters[owner].ElementCount) owner++;
        return _parameters[owner];
    }

    private double[] Gather(Func<Parameter, Tensor?> part)
    {
        var values = new double[Count];
        var start = 0;
        foreach (var parameter in _parameters)
        {
            part(parameter)?.To(DType.Float64).CopyTo(values.AsSpan(start, parameter.ElementCount));
            start += parameter.ElementCount;
        }
        return values;
    }
}
